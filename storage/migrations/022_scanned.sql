-- Photos of codes, and the page for the counter.

ALTER TABLE table_file ADD COLUMN kind TEXT NOT NULL DEFAULT 'table' CHECK (kind IN ('table', 'photo'));
ALTER TABLE redemption ADD COLUMN request TEXT;             -- what the counter's page called this tap; NULL: from the chat
CREATE UNIQUE INDEX redemption_request ON redemption (person_id, request) WHERE request IS NOT NULL;
