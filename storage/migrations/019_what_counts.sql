-- What is signed is what counts: from which day on, who stood behind it, and what only both sides may do.

CREATE TABLE in_force (                     -- an amendment that came into force; the version before it counted until then
    promo_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    replaces INTEGER NOT NULL,
    since TEXT NOT NULL,                    -- the first day that it counts, where the promo's initiator is
    PRIMARY KEY (promo_id, version),
    FOREIGN KEY (promo_id, version) REFERENCES version (promo_id, number),
    FOREIGN KEY (promo_id, replaces) REFERENCES version (promo_id, number)
) STRICT;
-- Versions that all sides signed before; the day of the last signature is taken in UTC, as no zone is known here.
INSERT INTO in_force (promo_id, version, replaces, since)
SELECT promo_id, number, replaces, max(COALESCE(in_force_from, signed_on), signed_on)
FROM (
    SELECT v.promo_id, v.number, v.in_force_from, date(max(s.signed_at), 'unixepoch') AS signed_on,
           lag(v.number) OVER (PARTITION BY v.promo_id ORDER BY v.number) AS replaces
    FROM version v JOIN promo p ON p.id = v.promo_id AND v.number <= p.version
    JOIN signature s ON s.promo_id = v.promo_id AND s.version = v.number
    GROUP BY v.promo_id, v.number
    HAVING count(*) >= (SELECT count(*) FROM party q WHERE q.promo_id = v.promo_id AND q.left_at IS NULL)
)
WHERE replaces IS NOT NULL;

-- A signature keeps who gave it and for whom, as it was then: evidence of a contract, whatever is renamed or forgotten.
ALTER TABLE signature ADD COLUMN signatory TEXT;
ALTER TABLE signature ADD COLUMN business TEXT;
ALTER TABLE signature ADD COLUMN city TEXT;
ALTER TABLE signature ADD COLUMN address TEXT;
UPDATE signature SET
    signatory = (SELECT name FROM person WHERE person.id = person_id),
    business = (SELECT name FROM business WHERE business.id = business_id),
    city = (SELECT city FROM business WHERE business.id = business_id),
    address = (SELECT address FROM business WHERE business.id = business_id);

ALTER TABLE version ADD COLUMN places TEXT;   -- JSON: what the locations that take part were called when it was made

CREATE TABLE give_back (                    -- a use of an older day is given back only when the other side agrees
    id INTEGER PRIMARY KEY,
    redemption_id INTEGER NOT NULL REFERENCES redemption (id),
    business_id INTEGER NOT NULL REFERENCES business (id),   -- who asks
    why TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    agreed INTEGER,                         -- 1, 0; NULL: no answer yet
    answered_by INTEGER REFERENCES person (id),
    answered_at INTEGER
) STRICT;
CREATE UNIQUE INDEX give_back_open ON give_back (redemption_id) WHERE agreed IS NULL;

CREATE TABLE without_reports (              -- a side agrees to settle although reports of the receiver are missing
    promo_id TEXT NOT NULL REFERENCES promo (id),
    receiver_id INTEGER NOT NULL REFERENCES business (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (promo_id, receiver_id, business_id)
) STRICT;

CREATE TABLE settlement_silence (           -- a side that has said nothing to a revision in the agreed time has accepted it
    promo_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    business_id INTEGER NOT NULL REFERENCES business (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (promo_id, revision, business_id),
    FOREIGN KEY (promo_id, revision) REFERENCES settlement (promo_id, revision)
) STRICT;

CREATE INDEX redemption_given_back ON redemption (promo_id, location_id, day, void_at) WHERE void_at IS NOT NULL;
