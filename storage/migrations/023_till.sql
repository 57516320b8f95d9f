-- A till's phone that several people share: who works is said at the start of a shift.

CREATE TABLE till_worker (                  -- a name on a shared phone
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),       -- the account of the phone
    name TEXT NOT NULL,
    gone_at INTEGER                         -- no longer offered; what they did keeps their name
) STRICT;
CREATE INDEX till_worker_phone ON till_worker (person_id);

CREATE TABLE till_shift (                   -- from that moment on that person works at the phone
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    worker_id INTEGER NOT NULL REFERENCES till_worker (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX till_shift_phone ON till_shift (person_id, at);

ALTER TABLE redemption ADD COLUMN worker_id INTEGER REFERENCES till_worker (id);     -- NULL: the account itself
ALTER TABLE daily_report ADD COLUMN worker_id INTEGER REFERENCES till_worker (id);

CREATE TABLE logo (                         -- of a business, for cards and posters: a PNG of 400 × 400 pixels at most
    business_id INTEGER PRIMARY KEY REFERENCES business (id),
    png BLOB NOT NULL,
    at INTEGER NOT NULL
) STRICT;
