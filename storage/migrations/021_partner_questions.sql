-- A sentence that may go to the partners as a question; and the message whose words were refused, to read its edit.

CREATE TABLE partner_question (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person,
    text TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    promo_id TEXT REFERENCES promo,          -- NULL: not sent
    section TEXT,
    answer TEXT,                             -- NULL: not answered
    answered_by INTEGER REFERENCES person,
    answered_for INTEGER REFERENCES business,
    answered_at INTEGER
) STRICT;
CREATE INDEX partner_question_promo ON partner_question (promo_id);

ALTER TABLE person ADD COLUMN refused_message INTEGER;   -- message id in the private chat
