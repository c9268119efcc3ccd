-- Copies of the log, such as the one in Elasticsearch: how far each is.
CREATE TABLE copies (
    name           TEXT PRIMARY KEY,
    position       INTEGER NOT NULL,    -- it has everything up to this commit; -1: it must be emptied first
    epoch          INTEGER NOT NULL,    -- raised when it is to be made anew
    owner          TEXT,                -- the server that feeds it
    fencing_token  INTEGER NOT NULL,
    lease_until    INTEGER,
    replay_through INTEGER NOT NULL DEFAULT 0,  -- dead letters up to this are to be tried again
    moved_at       INTEGER
) WITHOUT ROWID;

-- What a copy refuses for what it is. The thing itself is in its own table.
CREATE TABLE dead_letters (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    copy           TEXT NOT NULL,
    job            INTEGER NOT NULL,
    seq            INTEGER NOT NULL,    -- of an entry, else 0
    event          INTEGER NOT NULL,    -- of a status change or a metric, else 0
    run            INTEGER NOT NULL,
    commit_no      INTEGER NOT NULL,
    reason         TEXT NOT NULL,
    first_tried_at INTEGER NOT NULL,
    last_tried_at  INTEGER NOT NULL,
    tries          INTEGER NOT NULL
);
CREATE UNIQUE INDEX dead_letters_by_item ON dead_letters (copy, job, seq, event);
CREATE INDEX dead_letters_by_job ON dead_letters (job);

-- What a step of clean-up took, exactly; NULL in rows from before there were copies.
ALTER TABLE removals ADD COLUMN first_seq INTEGER;
ALTER TABLE removals ADD COLUMN last_seq INTEGER;
ALTER TABLE removals ADD COLUMN last_event INTEGER;
ALTER TABLE removals ADD COLUMN spared BLOB;          -- see RunNumbers

-- A commit's row lives as long as anything that the commit wrote. Those of events were let go before.
INSERT OR IGNORE INTO commits (commit_no, batch_id, committed_at, ranges)
SELECT commit_no, zeroblob(16), max(timestamp), zeroblob(0) FROM status_changes GROUP BY commit_no;
INSERT OR IGNORE INTO commits (commit_no, batch_id, committed_at, ranges)
SELECT commit_no, zeroblob(16), max(timestamp), zeroblob(0) FROM metrics GROUP BY commit_no;
