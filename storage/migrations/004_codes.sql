-- Single-use codes: made in sheets or one by one, used once, guessed by nobody.

CREATE TABLE code_sheet (                   -- an order of cards to print
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),   -- the giver
    number INTEGER NOT NULL,                -- its place among the giver's sheets of this promo
    offer INTEGER NOT NULL,                 -- its place in the terms, from 1
    codes INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    message INTEGER NOT NULL,               -- outbox id of the message that shows how far it is
    done_at INTEGER,
    UNIQUE (promo_id, business_id, number)
) STRICT;

CREATE TABLE code (
    digits TEXT PRIMARY KEY,                -- seven at random and a check digit
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),   -- the giver
    offer INTEGER NOT NULL,
    sheet_id INTEGER REFERENCES code_sheet (id),             -- NULL: issued one by one
    person_id INTEGER NOT NULL REFERENCES person (id),       -- who made it
    at INTEGER NOT NULL,
    used_at INTEGER,                        -- while a use counts; the use itself is a redemption
    void_at INTEGER,                        -- never usable again
    void_by INTEGER REFERENCES person (id),
    void_why TEXT
) STRICT;
CREATE INDEX code_giver ON code (promo_id, business_id, offer);
CREATE INDEX code_sheet_codes ON code (sheet_id) WHERE sheet_id IS NOT NULL;
CREATE INDEX code_person ON code (person_id) WHERE sheet_id IS NULL;

CREATE TABLE redemption (                   -- one customer using an offer; one that was given back keeps its history
    id INTEGER PRIMARY KEY,
    digits TEXT NOT NULL REFERENCES code (digits),
    promo_id TEXT NOT NULL REFERENCES promo (id),
    offer INTEGER NOT NULL,
    giver_id INTEGER NOT NULL REFERENCES business (id),
    business_id INTEGER NOT NULL REFERENCES business (id),   -- the receiver
    location_id INTEGER NOT NULL REFERENCES location (id),
    day TEXT NOT NULL,                      -- the location's working day
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    own INTEGER NOT NULL,                   -- 1: by the very person who issued the code
    chat_id INTEGER NOT NULL,               -- the message whose button was pressed
    message_id INTEGER NOT NULL,
    void_at INTEGER,
    void_by INTEGER REFERENCES person (id),
    void_why TEXT
) STRICT;
CREATE UNIQUE INDEX redemption_once ON redemption (digits) WHERE void_at IS NULL;
CREATE INDEX redemption_offer ON redemption (promo_id, offer) WHERE void_at IS NULL;
CREATE INDEX redemption_day ON redemption (promo_id, location_id, day) WHERE void_at IS NULL;
CREATE INDEX redemption_direction ON redemption (promo_id, giver_id, business_id) WHERE void_at IS NULL;

CREATE TABLE wrong_code (                   -- guesses of the last minutes
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    business_id INTEGER REFERENCES business (id),            -- NULL: counted against the person
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX wrong_code_person ON wrong_code (person_id, at) WHERE business_id IS NULL;
CREATE INDEX wrong_code_business ON wrong_code (business_id, at) WHERE business_id IS NOT NULL;

CREATE TABLE lockout (                      -- who was locked out for guessing, and until when
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    business_id INTEGER REFERENCES business (id),            -- NULL: the person alone
    level INTEGER NOT NULL,
    at INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT;
CREATE INDEX lockout_person ON lockout (person_id, id) WHERE business_id IS NULL;
CREATE INDEX lockout_business ON lockout (business_id, id) WHERE business_id IS NOT NULL;
