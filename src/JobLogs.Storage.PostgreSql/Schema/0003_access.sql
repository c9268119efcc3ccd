-- Who may talk to the server. Hashes are SHA-256 in hexadecimal.

CREATE TABLE api_keys (
    id           text COLLATE "C" PRIMARY KEY,
    name         text COLLATE "C" NOT NULL,
    role         text NOT NULL,
    hash         text NOT NULL,
    created_at   bigint NOT NULL,
    created_by   text,
    expires_at   bigint,
    last_used_at bigint,
    revoked_at   bigint
);
CREATE UNIQUE INDEX api_keys_by_name ON api_keys (name) WHERE revoked_at IS NULL;

-- Sessions and tickets.
CREATE TABLE grants (
    hash       text COLLATE "C" PRIMARY KEY,
    kind       text NOT NULL,             -- session or ticket
    key        text COLLATE "C" NOT NULL, -- the id of the key
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    parent     text COLLATE "C",          -- the session that a ticket was got with
    path       text                       -- what a ticket has opened
);
CREATE INDEX grants_by_key ON grants (key);
CREATE INDEX grants_by_parent ON grants (parent) WHERE parent IS NOT NULL;
CREATE INDEX grants_by_end ON grants (expires_at);

-- Who changed what.
CREATE TABLE audit (
    number   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       bigint NOT NULL,
    key      text COLLATE "C",
    key_name text,
    address  text,
    action   text COLLATE "C" NOT NULL,
    target   text COLLATE "C",
    details  text                         -- JSON object
);
CREATE INDEX audit_by_time ON audit (at);
