-- How content the owners were with a promo, after it closed.

CREATE TABLE opinion (
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    again INTEGER,                          -- 1: would do it again, 0: would not, NULL: not said
    words TEXT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (promo_id, business_id)
) STRICT;
