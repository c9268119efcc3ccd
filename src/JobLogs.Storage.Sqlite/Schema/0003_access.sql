-- Who may talk to the server. Times are microseconds since the Unix epoch, in UTC; hashes are SHA-256 in hexadecimal.

CREATE TABLE api_keys (
    id           TEXT PRIMARY KEY,
    name         TEXT NOT NULL,
    role         TEXT NOT NULL,
    hash         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    created_by   TEXT,
    expires_at   INTEGER,
    last_used_at INTEGER,
    revoked_at   INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX api_keys_by_name ON api_keys (name) WHERE revoked_at IS NULL;

-- Sessions and tickets.
CREATE TABLE grants (
    hash       TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,       -- session or ticket
    key        TEXT NOT NULL,       -- the id of the key
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    parent     TEXT,                -- the session that a ticket was got with
    path       TEXT                 -- what a ticket has opened
) WITHOUT ROWID;
CREATE INDEX grants_by_key ON grants (key);
CREATE INDEX grants_by_parent ON grants (parent) WHERE parent IS NOT NULL;
CREATE INDEX grants_by_end ON grants (expires_at);

-- Who changed what.
CREATE TABLE audit (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    key      TEXT,
    key_name TEXT,
    address  TEXT,
    action   TEXT NOT NULL,
    target   TEXT,
    details  TEXT                   -- JSON object
);
CREATE INDEX audit_by_time ON audit (at);
