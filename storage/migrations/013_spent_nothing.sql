-- A business that says it spends nothing on a promo; silence would leave its profit unknown.

CREATE TABLE spent_nothing (
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (promo_id, business_id)
) STRICT;
