-- The weekly numbers of a business before, during and after a promo.

CREATE TABLE measurement (                  -- append-only: of a series the newest revision counts, as a whole
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    measure TEXT NOT NULL,
    phase TEXT NOT NULL CHECK (phase IN ('before', 'during', 'after')),
    revision INTEGER NOT NULL CHECK (revision > 0),
    week INTEGER NOT NULL CHECK (week > 0), -- the oldest is 1
    value INTEGER NOT NULL,                 -- pieces, minor units of the currency, hundredths of a percent or a point
    currency TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (promo_id, business_id, measure, phase, revision, week)
) STRICT;
