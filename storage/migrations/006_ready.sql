-- Who has learnt the offer, and what each side does by when.

CREATE TABLE lesson (                       -- one person and one state of the offer
    promo_id TEXT NOT NULL REFERENCES promo (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    mark TEXT NOT NULL,                     -- of what there was to learn: another offer, another mark
    given_at INTEGER NOT NULL,
    answered INTEGER NOT NULL DEFAULT 0,    -- questions answered rightly so far
    passed_at INTEGER,
    PRIMARY KEY (promo_id, person_id, mark)
) STRICT;

CREATE TABLE duty (
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    kind TEXT NOT NULL CHECK (kind IN ('agreed', 'cards', 'flyers', 'mailing', 'posts', 'removal')),
    what TEXT NOT NULL,                     -- the partners' own words; of a mailing how often
    volume INTEGER,                         -- of a mailing
    due TEXT NOT NULL,
    dated INTEGER NOT NULL,                 -- 1: the day itself was agreed, not taken from the promo's dates
    proof INTEGER NOT NULL,                 -- 1: a photo is agreed
    person_id INTEGER REFERENCES person (id),   -- who does it; NULL: the owners
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped'))
) STRICT;
CREATE INDEX duty_promo ON duty (promo_id, business_id);

CREATE TABLE duty_step (                    -- a duty's history: who, when, why
    id INTEGER PRIMARY KEY,
    duty_id INTEGER NOT NULL REFERENCES duty (id),
    step TEXT NOT NULL CHECK (step IN ('made', 'moved', 'given', 'done', 'questioned', 'dropped', 'reminded')),
    at INTEGER NOT NULL,
    person_id INTEGER REFERENCES person (id),   -- who did it, or (given, reminded) to whom; NULL: the terms
    by_id INTEGER REFERENCES person (id),       -- given: who gave it
    words TEXT,
    file_id TEXT,                           -- of a proof: Telegram keeps the photo, we its name
    file_unique_id TEXT
) STRICT;
CREATE INDEX duty_step_duty ON duty_step (duty_id, step);
