-- Negotiation among several, amendments, pilots. In force: promo.version. On the table beside it: promo.amendment.

ALTER TABLE promo ADD COLUMN newest INTEGER NOT NULL DEFAULT 0;    -- highest version number ever made
ALTER TABLE promo ADD COLUMN amendment INTEGER;                    -- proposed while the promo is agreed
UPDATE promo SET newest = version;

ALTER TABLE promo ADD COLUMN proposed_at INTEGER;                  -- the first proposal, for the reaction time
ALTER TABLE promo ADD COLUMN repeats TEXT REFERENCES promo (id);   -- the promo that this one goes on from

ALTER TABLE party ADD COLUMN left_by INTEGER REFERENCES person (id);
ALTER TABLE party ADD COLUMN left_why TEXT;
ALTER TABLE party ADD COLUMN left_version INTEGER;                 -- the last version that it knew
ALTER TABLE party ADD COLUMN answered_at INTEGER;                  -- the side's first answer of any kind

ALTER TABLE section_answer ADD COLUMN answer TEXT NOT NULL DEFAULT 'accepted'
    CHECK (answer IN ('accepted', 'declined'));

CREATE TABLE remark (                       -- a side's comment on a section; it stays through all versions
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    section TEXT NOT NULL,
    version INTEGER NOT NULL,
    business_id INTEGER NOT NULL REFERENCES business (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    text TEXT NOT NULL,
    objection INTEGER NOT NULL DEFAULT 0,   -- 1: why the section was declined
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX remark_promo ON remark (promo_id, section, id);

CREATE TABLE sent_file (                    -- agreements that we sent, by Telegram's own mark of the file
    mark TEXT PRIMARY KEY,
    promo_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    FOREIGN KEY (promo_id, version) REFERENCES version (promo_id, number)
) STRICT;

CREATE TABLE vote (                         -- after a pilot
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    choice TEXT NOT NULL CHECK (choice IN ('extend', 'change', 'stop')),
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (promo_id, business_id)
) STRICT;

CREATE TABLE place_out (                    -- locations that the terms in force leave out
    promo_id TEXT NOT NULL REFERENCES promo (id),
    location_id INTEGER NOT NULL REFERENCES location (id),
    PRIMARY KEY (promo_id, location_id)
) STRICT;

CREATE TABLE share (                        -- links that show a pitch to whoever has them
    token_hash TEXT PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX share_promo ON share (promo_id);
