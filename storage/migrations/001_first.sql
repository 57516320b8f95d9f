-- Times are whole seconds UTC, days are ISO text, money is whole minor units beside its currency.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- People and businesses -------------------------------------------------------------------------

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    telegram_id INTEGER UNIQUE,
    name TEXT NOT NULL,
    username TEXT,
    language TEXT NOT NULL,
    listening TEXT NOT NULL DEFAULT '',     -- what a plain message answers: 'form:7', 'reason:…' or nothing
    blocked_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE business (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    city TEXT NOT NULL,
    address TEXT,
    price_tier TEXT,
    audience TEXT,
    currency TEXT NOT NULL,
    zone TEXT NOT NULL,
    margin INTEGER,                         -- gross margin, hundredths of a percent; private
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;

CREATE TABLE location (
    id INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    name TEXT NOT NULL,
    address TEXT,
    online INTEGER NOT NULL DEFAULT 0,
    weekdays TEXT NOT NULL,                 -- '1,2,3,4,5,6,7', Monday is 1
    closes TEXT NOT NULL,                   -- 'HH:MM', local
    closed_at INTEGER
) STRICT;
CREATE INDEX location_business ON location (business_id);

CREATE TABLE membership (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    location_id INTEGER REFERENCES location (id),   -- NULL for an owner
    role TEXT NOT NULL CHECK (role IN ('owner', 'key', 'staff')),
    since INTEGER NOT NULL,
    added_by INTEGER REFERENCES person (id),
    until INTEGER,
    ended_by INTEGER REFERENCES person (id)
) STRICT;
CREATE UNIQUE INDEX membership_once ON membership (person_id, business_id, COALESCE(location_id, 0), role)
    WHERE until IS NULL;
CREATE INDEX membership_location ON membership (location_id) WHERE until IS NULL;
CREATE INDEX membership_business ON membership (business_id) WHERE until IS NULL;

-- Promos and their terms ------------------------------------------------------------------------

CREATE TABLE promo (
    id TEXT PRIMARY KEY,                    -- random, so that it cannot be guessed or counted
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 0,     -- the newest version; 0 while only a draft
    starts TEXT,
    ends TEXT,
    expires_at INTEGER,                     -- of an open proposal
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;

CREATE TABLE party (
    promo_id TEXT NOT NULL REFERENCES promo (id),
    slot INTEGER NOT NULL,                  -- 1 is the initiator
    business_id INTEGER NOT NULL REFERENCES business (id),
    joined_at INTEGER NOT NULL,
    left_at INTEGER,
    PRIMARY KEY (promo_id, slot),
    UNIQUE (promo_id, business_id)
) STRICT;
CREATE INDEX party_business ON party (business_id, promo_id);

CREATE TABLE version (
    promo_id TEXT NOT NULL REFERENCES promo (id),
    number INTEGER NOT NULL,
    terms TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    in_force_from TEXT,                     -- a day, for amendments; NULL: from the start
    made_at INTEGER NOT NULL,
    made_by INTEGER NOT NULL REFERENCES person (id),
    business_id INTEGER NOT NULL REFERENCES business (id),
    PRIMARY KEY (promo_id, number)
) STRICT;
CREATE INDEX version_fingerprint ON version (fingerprint);
CREATE TRIGGER version_is_never_changed BEFORE UPDATE ON version
    BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
CREATE TRIGGER version_is_never_deleted BEFORE DELETE ON version
    BEGIN SELECT RAISE(ABORT, 'a version is never deleted'); END;

CREATE TABLE signature (
    promo_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    business_id INTEGER NOT NULL REFERENCES business (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    signed_at INTEGER NOT NULL,
    PRIMARY KEY (promo_id, version, business_id),
    FOREIGN KEY (promo_id, version) REFERENCES version (promo_id, number)
) STRICT;

CREATE TABLE section_answer (               -- a side's yes to a section of one version
    promo_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    business_id INTEGER NOT NULL REFERENCES business (id),
    section TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (promo_id, version, business_id, section),
    FOREIGN KEY (promo_id, version) REFERENCES version (promo_id, number)
) STRICT;

CREATE TABLE transition (                   -- the promo's history: who, when, why
    id INTEGER PRIMARY KEY,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    person_id INTEGER REFERENCES person (id),   -- NULL: the clock
    business_id INTEGER REFERENCES business (id),
    reason TEXT
) STRICT;
CREATE INDEX transition_promo ON transition (promo_id, id);

CREATE TABLE invitation (
    token_hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('partner', 'staff', 'group')),
    promo_id TEXT REFERENCES promo (id),
    business_id INTEGER REFERENCES business (id),
    location_id INTEGER REFERENCES location (id),
    role TEXT,
    uses_left INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX invitation_promo ON invitation (promo_id);
CREATE INDEX invitation_location ON invitation (location_id);

CREATE TABLE invitation_use (
    token_hash TEXT NOT NULL REFERENCES invitation (token_hash),
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (token_hash, person_id)
) STRICT;

CREATE TABLE promo_group (
    promo_id TEXT PRIMARY KEY REFERENCES promo (id),
    chat_id INTEGER NOT NULL,
    thread_id INTEGER,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    status_message INTEGER,                 -- outbox id of the pinned card
    linked_at INTEGER NOT NULL,
    linked_by INTEGER NOT NULL REFERENCES person (id),
    lost_at INTEGER                         -- the bot was removed; posts wait
) STRICT;
CREATE INDEX promo_group_chat ON promo_group (chat_id);

-- What happens each day -------------------------------------------------------------------------

CREATE TABLE daily_report (                 -- append-only: the highest revision counts, the others are its history
    promo_id TEXT NOT NULL REFERENCES promo (id),
    location_id INTEGER NOT NULL REFERENCES location (id),
    day TEXT NOT NULL,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('reported', 'closed', 'withdrawn')),
    customers INTEGER NOT NULL,
    new_customers INTEGER,
    sales INTEGER,
    currency TEXT NOT NULL,
    note TEXT,
    restores INTEGER,                       -- an undo: the revision whose numbers stand again
    person_id INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    chat_id INTEGER,                        -- the message that it was read from, to follow its edits
    message_id INTEGER,
    PRIMARY KEY (promo_id, location_id, day, revision)
) STRICT;
CREATE INDEX daily_report_message ON daily_report (chat_id, message_id);
CREATE INDEX daily_report_person ON daily_report (person_id, at);

CREATE TABLE report_question (             -- a message about a day that needs one more answer before it counts
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    text TEXT NOT NULL,
    said_on TEXT NOT NULL,                  -- the day that 'today' meant
    promo_id TEXT REFERENCES promo (id),
    location_id INTEGER REFERENCES location (id),
    flags TEXT NOT NULL,                    -- the answers so far
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    answered_at INTEGER
) STRICT;

CREATE TABLE shift (                        -- which promo and location a person chose for the day
    person_id INTEGER NOT NULL REFERENCES person (id),
    day TEXT NOT NULL,
    promo_id TEXT NOT NULL REFERENCES promo (id),
    location_id INTEGER NOT NULL REFERENCES location (id),
    PRIMARY KEY (person_id, day)
) STRICT;

-- Conversations ---------------------------------------------------------------------------------

CREATE TABLE form (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,                  -- what it is about: a promo id, a business id, or ''
    answers TEXT NOT NULL,                  -- JSON: field → answer
    revision INTEGER NOT NULL DEFAULT 0,
    field TEXT,                             -- the field that is being asked on purpose (edit, back)
    message INTEGER,                        -- outbox id of the live message
    started_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;
CREATE INDEX form_subject ON form (kind, subject);
CREATE UNIQUE INDEX form_open ON form (person_id, kind, subject) WHERE done_at IS NULL;

-- The doors -------------------------------------------------------------------------------------

CREATE TABLE inbox (
    update_id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,               -- 0 where the update has none
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'dead')),
    tries INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX inbox_new ON inbox (chat_id, update_id) WHERE state = 'new';
CREATE INDEX inbox_received ON inbox (received_at);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    class INTEGER NOT NULL,                 -- 0 answer, 1 notice, 2 bulk
    method TEXT NOT NULL,
    body TEXT NOT NULL,                     -- JSON parameters
    drawing TEXT,                           -- what is to be drawn and from which data, as JSON
    edits INTEGER,                          -- outbox id of the message to edit
    message_id INTEGER,                     -- Telegram's, once sent
    key TEXT UNIQUE,                        -- says it once
    again INTEGER NOT NULL,                 -- 1: send again when it may not have arrived
    state TEXT NOT NULL DEFAULT 'ready'
        CHECK (state IN ('ready', 'sending', 'sent', 'failed', 'dropped')),
    tries INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL,
    expires_at INTEGER,
    error TEXT,
    made_at INTEGER NOT NULL,
    sent_at INTEGER
) STRICT;
CREATE INDEX outbox_open ON outbox (chat_id, id) WHERE state IN ('ready', 'sending');
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE state = 'sent';

CREATE TABLE due (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    period TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    expires_at INTEGER,                     -- after this it is not worth saying
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dropped', 'dead')),
    tries INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    done_at INTEGER,
    UNIQUE (kind, subject, period)
) STRICT;
CREATE INDEX due_waiting ON due (due_at) WHERE state = 'waiting';
