-- Photos of codes, the page for the counter, and word of used codes.

ALTER TABLE table_file ADD COLUMN kind TEXT NOT NULL DEFAULT 'table' CHECK (kind IN ('table', 'photo', 'logo'));
ALTER TABLE redemption ADD COLUMN request TEXT;             -- what the counter's page called this tap; NULL: from the chat
CREATE UNIQUE INDEX redemption_request ON redemption (person_id, request) WHERE request IS NOT NULL;
ALTER TABLE person ADD COLUMN hears_uses INTEGER NOT NULL DEFAULT 0;   -- 1: wants a word a day on the used codes that they handed out
ALTER TABLE code_sheet ADD COLUMN source TEXT;              -- where its cards lie: till, flyer, …; NULL: not said

CREATE TABLE link_open (                    -- how often a poster, a story or a post was scanned or tapped; nobody is named
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    source TEXT NOT NULL,
    day TEXT NOT NULL,
    opens INTEGER NOT NULL,
    PRIMARY KEY (promo_id, business_id, source, day)
) STRICT;
