-- A side's word that it ends a promo alone on the day that the terms name, and who would rather end it at once.

CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    last_day TEXT NOT NULL,                  -- where the promo's initiator is
    taken_back_at INTEGER,
    taken_back_by INTEGER REFERENCES person (id)
) STRICT;
CREATE UNIQUE INDEX notice_open ON notice (promo_id) WHERE taken_back_at IS NULL;

CREATE TABLE notice_yes (                    -- another side agrees to end it at once
    notice_id INTEGER NOT NULL REFERENCES notice (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (notice_id, business_id)
) STRICT;
