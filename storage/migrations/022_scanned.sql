-- Photos of codes, the page for the counter, and word of used codes.

ALTER TABLE table_file ADD COLUMN kind TEXT NOT NULL DEFAULT 'table' CHECK (kind IN ('table', 'photo'));
ALTER TABLE redemption ADD COLUMN request TEXT;             -- what the counter's page called this tap; NULL: from the chat
CREATE UNIQUE INDEX redemption_request ON redemption (person_id, request) WHERE request IS NOT NULL;
ALTER TABLE person ADD COLUMN hears_uses INTEGER NOT NULL DEFAULT 0;   -- 1: wants a word a day on the used codes that they handed out
