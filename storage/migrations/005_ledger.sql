-- Doubts about a counted day, rewards for staff, and what partners check of each other.

CREATE TABLE dispute (                      -- a sender doubts what a receiver counted on one day at one place
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    location_id INTEGER NOT NULL REFERENCES location (id),
    day TEXT NOT NULL,
    business_id INTEGER NOT NULL REFERENCES business (id),  -- the side that doubts
    counted INTEGER,                        -- what stood then; NULL: no report, or closed
    words TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    UNIQUE (promo_id, location_id, day, business_id)
) STRICT;

CREATE TABLE dispute_step (                 -- what was answered, append-only; the number is the compare-and-set
    dispute_id INTEGER NOT NULL REFERENCES dispute (id),
    number INTEGER NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('corrected', 'stays', 'agreed', 'not_agreed', 'lapsed')),
    counted INTEGER,                        -- after a correction
    words TEXT,
    person_id INTEGER REFERENCES person (id),   -- NULL: the clock
    at INTEGER NOT NULL,
    PRIMARY KEY (dispute_id, number)
) STRICT;

CREATE TABLE award (                        -- a number of customers sent that earns a reward, in one direction
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    perk INTEGER NOT NULL,                  -- its place in the terms, from 1
    giver_id INTEGER NOT NULL REFERENCES business (id),
    sender_id INTEGER NOT NULL REFERENCES business (id),
    nth INTEGER NOT NULL,                   -- the how-many-eth time
    what TEXT NOT NULL,
    reached INTEGER NOT NULL,               -- the number of customers that earns it
    asked INTEGER NOT NULL DEFAULT 1,       -- how often it was reached; a correction may have taken it back
    reached_at INTEGER NOT NULL,
    withdrawn_at INTEGER,                   -- by the clock, after a correction
    UNIQUE (promo_id, perk, giver_id, sender_id, nth)
) STRICT;

CREATE TABLE award_answer (                 -- append-only: a side's newest word counts
    id INTEGER PRIMARY KEY,
    award_id INTEGER NOT NULL REFERENCES award (id),
    asked INTEGER NOT NULL,
    business_id INTEGER NOT NULL REFERENCES business (id),
    answer TEXT NOT NULL CHECK (answer IN ('approved', 'not_yet')),
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX award_answer_award ON award_answer (award_id);

CREATE TABLE reward (                       -- a named voucher for one member of staff
    id INTEGER PRIMARY KEY,
    award_id INTEGER NOT NULL REFERENCES award (id),
    holder_id INTEGER NOT NULL REFERENCES person (id),
    number TEXT NOT NULL UNIQUE,            -- eight digits, the last one a check digit
    person_id INTEGER NOT NULL REFERENCES person (id),  -- who named them
    at INTEGER NOT NULL,
    handed_at INTEGER,
    handed_by INTEGER REFERENCES person (id),
    UNIQUE (award_id, holder_id)
) STRICT;

CREATE TABLE photo_request (                -- a side asks another to show the promo at its place
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),  -- who asks
    asked_id INTEGER NOT NULL REFERENCES business (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    file_id TEXT,                           -- Telegram's; nothing is downloaded
    answered_by INTEGER REFERENCES person (id),
    answered_at INTEGER
) STRICT;
CREATE INDEX photo_request_asked ON photo_request (asked_id) WHERE answered_at IS NULL;

CREATE TABLE visit (                        -- a mystery shopper's answers about a partner's counter
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),  -- who looked
    visited_id INTEGER NOT NULL REFERENCES business (id),
    answers TEXT NOT NULL,                  -- JSON: question → answer
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX visit_promo ON visit (promo_id);

CREATE TABLE certificate_count (            -- paper certificates that came back in a week, append-only
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    week INTEGER NOT NULL,
    count INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX certificate_count_promo ON certificate_count (promo_id, business_id, week);

CREATE TABLE explanation (                  -- why counts of a week differ, in a side's words
    promo_id TEXT NOT NULL REFERENCES promo (id),
    counted_id INTEGER NOT NULL REFERENCES business (id),   -- whose counts differ
    week INTEGER NOT NULL,
    business_id INTEGER NOT NULL REFERENCES business (id),  -- who explains
    words TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (promo_id, counted_id, week, business_id)
) STRICT;
