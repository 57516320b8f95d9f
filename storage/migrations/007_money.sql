-- What the promo costs, at which rate it is counted, and who owes whom at the end.

CREATE TABLE expense (                      -- append-only; what was taken back stays and does not count
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),  -- who paid
    minor INTEGER NOT NULL CHECK (minor > 0),
    currency TEXT NOT NULL,
    what TEXT NOT NULL,
    day TEXT NOT NULL,
    purpose TEXT CHECK (purpose IN ('marketing', 'perk', 'other')),
    common INTEGER,                         -- 1: divided as the terms say; NULL: not asked yet, so it does not count
    file_id TEXT,                           -- of the receipt: Telegram keeps the photo, we its name
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    void_at INTEGER,
    void_by INTEGER REFERENCES person (id),
    void_why TEXT
) STRICT;
CREATE INDEX expense_promo ON expense (promo_id, business_id);

CREATE TABLE rate (                         -- append-only: a business's newest word counts
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    source TEXT NOT NULL,                   -- one whole unit of this currency …
    target TEXT NOT NULL,                   -- … is so much of this one
    value TEXT NOT NULL,                    -- an exact decimal
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX rate_promo ON rate (promo_id);

CREATE TABLE settlement (                   -- a statement as it was shown, never changed
    promo_id TEXT NOT NULL REFERENCES promo (id),
    revision INTEGER NOT NULL,
    statement TEXT NOT NULL,                -- JSON
    why TEXT NOT NULL,                      -- what made it: closed, looked, report, expense, rate, payment, void, dispute
    person_id INTEGER REFERENCES person (id),   -- NULL: the clock
    at INTEGER NOT NULL,
    PRIMARY KEY (promo_id, revision)
) STRICT;

CREATE TABLE settlement_answer (            -- append-only: a side's newest word on a revision counts
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    business_id INTEGER NOT NULL REFERENCES business (id),
    answer TEXT NOT NULL CHECK (answer IN ('confirmed', 'disputed')),
    words TEXT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    FOREIGN KEY (promo_id, revision) REFERENCES settlement (promo_id, revision)
) STRICT;
CREATE INDEX settlement_answer_promo ON settlement_answer (promo_id, revision);

CREATE TABLE payment_step (                 -- what was said of a transfer; the number is the compare-and-set
    promo_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    debtor_id INTEGER NOT NULL REFERENCES business (id),
    creditor_id INTEGER NOT NULL REFERENCES business (id),
    number INTEGER NOT NULL,
    step TEXT NOT NULL CHECK (step IN ('paid', 'received', 'not_yet')),
    minor INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (promo_id, revision, debtor_id, creditor_id, number),
    FOREIGN KEY (promo_id, revision) REFERENCES settlement (promo_id, revision)
) STRICT;
