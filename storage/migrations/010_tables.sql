-- Tables of weekly numbers that people send as files.

CREATE TABLE table_file (                   -- a document to fetch from Telegram and to read
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    file_id TEXT NOT NULL,
    name TEXT NOT NULL,
    meant TEXT NOT NULL,                    -- promo and phase that were talked about, "" for none
    not_before INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done')),
    error TEXT
) STRICT;
CREATE INDEX table_file_new ON table_file (not_before) WHERE state = 'new';

CREATE TABLE measure_offer (                -- numbers as they were read, until the person says yes or no
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    phase TEXT NOT NULL,
    numbers TEXT NOT NULL,                  -- JSON: {measure: [values]}
    currency TEXT NOT NULL,
    known INTEGER NOT NULL,                 -- rows of the phase when it was read; more of them: something came between
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    answered_at INTEGER
) STRICT;
