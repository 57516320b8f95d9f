-- Being found, getting to know each other, and whether two businesses fit.

ALTER TABLE business ADD COLUMN found_in TEXT;              -- the key of its city while others may find it there; NULL: hidden
ALTER TABLE business ADD COLUMN found_changed_at INTEGER;   -- when that was last switched, and who did
ALTER TABLE business ADD COLUMN found_changed_by INTEGER REFERENCES person (id);
CREATE INDEX business_found ON business (found_in) WHERE found_in IS NOT NULL;

CREATE TABLE contact (                      -- one business asks another; it lapses by time alone
    id INTEGER PRIMARY KEY,
    asker_id INTEGER NOT NULL REFERENCES business (id),
    asked_id INTEGER NOT NULL REFERENCES business (id),
    line TEXT,
    asked_at INTEGER NOT NULL,
    asked_by INTEGER NOT NULL REFERENCES person (id),
    answer TEXT CHECK (answer IN ('yes', 'no')),
    answered_at INTEGER,
    answered_by INTEGER REFERENCES person (id)
) STRICT;
CREATE INDEX contact_asker ON contact (asker_id, asked_at);
CREATE INDEX contact_asked ON contact (asked_id, asker_id);

CREATE TABLE fit_answer (                   -- one side about the other, append-only: the newest counts
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    other_id INTEGER NOT NULL REFERENCES business (id),
    answers TEXT NOT NULL,                  -- JSON: question → answer
    at INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX fit_answer_pair ON fit_answer (business_id, other_id);

CREATE TABLE fit_check (                    -- both sides have answered: what their profiles said at that moment
    one_id INTEGER NOT NULL REFERENCES business (id),
    other_id INTEGER NOT NULL REFERENCES business (id),
    competition TEXT NOT NULL,
    goods TEXT NOT NULL,
    prices TEXT NOT NULL,
    at INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    PRIMARY KEY (one_id, other_id),
    CHECK (one_id < other_id)
) STRICT;
CREATE INDEX fit_check_other ON fit_check (other_id);
