-- A day of more than a week ago, on which money hangs, is corrected only when the sides agree that may have sent the customers.

CREATE TABLE old_day (
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    location_id INTEGER NOT NULL REFERENCES location (id),
    day TEXT NOT NULL,
    revision INTEGER NOT NULL,               -- of the report that it would replace
    entry TEXT NOT NULL,                     -- JSON: the numbers as they would be
    business_id INTEGER NOT NULL REFERENCES business (id),   -- who asks
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    agreed INTEGER                           -- 1: all did, 0: one did not; NULL: no answer yet
) STRICT;
CREATE UNIQUE INDEX old_day_open ON old_day (promo_id, location_id, day) WHERE agreed IS NULL;

CREATE TABLE old_day_answer (
    old_day_id INTEGER NOT NULL REFERENCES old_day (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    agreed INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (old_day_id, business_id)
) STRICT;
