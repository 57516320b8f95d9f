-- People whom an operator keeps out.

CREATE TABLE kept_out (
    id INTEGER PRIMARY KEY,
    telegram_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kept_out_by INTEGER NOT NULL,           -- Telegram ids of operators, who need not be anybody here
    let_in_at INTEGER,
    let_in_by INTEGER
) STRICT;
CREATE UNIQUE INDEX kept_out_now ON kept_out (telegram_id) WHERE let_in_at IS NULL;
