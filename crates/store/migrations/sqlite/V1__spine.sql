-- Every key begins with the partnership. Identifiers are 16 bytes, instants are microseconds since 1970 in UTC, days are
-- ISO text. There are no triggers, no sequences, and no foreign key between partnerships.

CREATE TABLE store_identity (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    identity BLOB NOT NULL
) STRICT;

-- The record. Rows are never updated and never deleted.
CREATE TABLE entries (
    partnership TEXT NOT NULL,
    stream_kind TEXT NOT NULL,
    stream BLOB NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    header BLOB NOT NULL,
    payload BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (partnership, stream_kind, stream, version)
) STRICT;

-- Entries that are not in the log yet; written with the entry, removed with the leaf.
CREATE TABLE unsequenced (
    partnership TEXT NOT NULL,
    stream_kind TEXT NOT NULL,
    stream BLOB NOT NULL,
    version INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (partnership, stream_kind, stream, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_leaves (
    partnership TEXT NOT NULL,
    position INTEGER NOT NULL,
    stream_kind TEXT NOT NULL,
    stream BLOB NOT NULL,
    version INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (partnership, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_checkpoints (
    partnership TEXT NOT NULL,
    size INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (partnership, size)
) STRICT, WITHOUT ROWID;

-- The roots of the full trees at the log's right edge: enough to go on without reading the leaves.
CREATE TABLE log_frontiers (
    partnership TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    peaks BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What lists show. Everything below up to the search is rebuilt from the entries at any time.
CREATE TABLE summaries (
    partnership TEXT NOT NULL,
    stream_kind TEXT NOT NULL,
    stream BLOB NOT NULL,
    state TEXT NOT NULL,
    owner BLOB,
    sort_at INTEGER NOT NULL,
    display BLOB NOT NULL,
    PRIMARY KEY (partnership, stream_kind, stream)
) STRICT;
CREATE INDEX summaries_by_time ON summaries (partnership, stream_kind, sort_at, stream);
CREATE INDEX summaries_by_state ON summaries (partnership, stream_kind, state, sort_at, stream);
CREATE INDEX summaries_by_owner ON summaries (partnership, stream_kind, owner, sort_at, stream, state);

CREATE TABLE duties (
    partnership TEXT NOT NULL,
    stream_kind TEXT NOT NULL,
    stream BLOB NOT NULL,
    duty TEXT NOT NULL,
    duty_key TEXT NOT NULL,
    due TEXT NOT NULL, -- `~`, which sorts last, where there is no due time
    responsible TEXT NOT NULL,
    person BLOB,
    digest TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (partnership, stream_kind, stream, duty, duty_key)
) STRICT;
CREATE INDEX duties_by_responsible ON duties (partnership, responsible, due, stream_kind, stream, duty, duty_key);

CREATE TABLE duty_watchers (
    partnership TEXT NOT NULL,
    person BLOB NOT NULL,
    due TEXT NOT NULL,
    stream_kind TEXT NOT NULL,
    stream BLOB NOT NULL,
    duty TEXT NOT NULL,
    duty_key TEXT NOT NULL,
    PRIMARY KEY (partnership, person, due, stream_kind, stream, duty, duty_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_watchers_by_stream ON duty_watchers (partnership, stream_kind, stream);

CREATE TABLE involvements (
    partnership TEXT NOT NULL,
    person BLOB NOT NULL,
    stream_kind TEXT NOT NULL,
    stream BLOB NOT NULL,
    capacity TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    PRIMARY KEY (partnership, person, stream_kind, stream, capacity, from_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX involvements_by_stream ON involvements (partnership, stream_kind, stream);

CREATE TABLE search_tokens (
    partnership TEXT NOT NULL,
    stream_kind TEXT NOT NULL,
    token BLOB NOT NULL,
    stream BLOB NOT NULL,
    PRIMARY KEY (partnership, stream_kind, token, stream)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_tokens_by_stream ON search_tokens (partnership, stream_kind, stream);

CREATE TABLE settings (
    partnership TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (partnership, name)
) STRICT, WITHOUT ROWID;

-- What is to be sent.
CREATE TABLE outbox (
    partnership TEXT NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    body BLOB NOT NULL,
    not_before INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    lease_owner BLOB,
    lease_until INTEGER,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'set-aside')),
    why TEXT,
    done_at INTEGER,
    PRIMARY KEY (partnership, id)
) STRICT;
CREATE UNIQUE INDEX outbox_by_idempotency_key ON outbox (partnership, idempotency_key);
CREATE INDEX outbox_by_state ON outbox (partnership, state, not_before, id);

-- What people hold: forms sent once, drafts, codes, accounts, sessions.
CREATE TABLE once_tokens (
    partnership TEXT NOT NULL,
    token BLOB NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (partnership, token)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
    partnership TEXT NOT NULL,
    draft BLOB NOT NULL,
    revision INTEGER NOT NULL,
    body BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (partnership, draft)
) STRICT;
CREATE INDEX drafts_by_time ON drafts (partnership, saved_at);

CREATE TABLE codes (
    partnership TEXT NOT NULL,
    digest BLOB NOT NULL,
    id BLOB NOT NULL,
    person BLOB NOT NULL,
    reach_kind TEXT NOT NULL,
    reach BLOB NOT NULL,
    issued_at INTEGER NOT NULL,
    revoked_at INTEGER,
    PRIMARY KEY (partnership, digest)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX codes_by_id ON codes (partnership, id);
CREATE INDEX codes_by_reach ON codes (partnership, reach_kind, reach, issued_at);

CREATE TABLE attempts (
    partnership TEXT NOT NULL,
    what BLOB NOT NULL,
    count INTEGER NOT NULL,
    resets_at INTEGER NOT NULL,
    PRIMARY KEY (partnership, what)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_by_time ON attempts (partnership, resets_at);

CREATE TABLE accounts (
    partnership TEXT NOT NULL,
    person BLOB NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    totp_secret BLOB,
    totp_last_step INTEGER,
    disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    failed_attempts INTEGER NOT NULL,
    PRIMARY KEY (partnership, person)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX accounts_by_name ON accounts (partnership, name);

CREATE TABLE sessions (
    partnership TEXT NOT NULL,
    id BLOB NOT NULL,
    data BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (partnership, id)
) STRICT;
CREATE INDEX sessions_by_time ON sessions (partnership, expires_at);
