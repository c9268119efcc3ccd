-- Copies of the log, such as the one in Elasticsearch: how far each is.
CREATE TABLE copies (
    name           text COLLATE "C" PRIMARY KEY,
    position       bigint NOT NULL,     -- it has everything up to this commit; -1: it must be emptied first
    epoch          integer NOT NULL,    -- raised when it is to be made anew
    owner          text,                -- the server that feeds it
    fencing_token  integer NOT NULL,
    lease_until    bigint,
    replay_through bigint NOT NULL DEFAULT 0,   -- dead letters up to this are to be tried again
    moved_at       bigint
) WITH (fillfactor = 20);

-- What a copy refuses for what it is. The thing itself is in its own table.
CREATE TABLE dead_letters (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    copy           text COLLATE "C" NOT NULL,
    job            integer NOT NULL,
    seq            bigint NOT NULL,     -- of an entry, else 0
    event          bigint NOT NULL,     -- of a status change or a metric, else 0
    run            bigint NOT NULL,
    commit_no      bigint NOT NULL,
    reason         text NOT NULL,
    first_tried_at bigint NOT NULL,
    last_tried_at  bigint NOT NULL,
    tries          integer NOT NULL
);
CREATE UNIQUE INDEX dead_letters_by_item ON dead_letters (copy, job, seq, event);
CREATE INDEX dead_letters_by_job ON dead_letters (job);

-- What a step of clean-up took, exactly; NULL in rows from before there were copies.
ALTER TABLE removals ADD COLUMN first_seq bigint;
ALTER TABLE removals ADD COLUMN last_seq bigint;
ALTER TABLE removals ADD COLUMN last_event bigint;
ALTER TABLE removals ADD COLUMN spared bytea;           -- see RunNumbers

-- A commit's row lives as long as anything that the commit wrote. Those of events were let go before.
INSERT INTO commits (commit_no, batch_id, committed_at, ranges)
SELECT commit_no, '00000000-0000-0000-0000-000000000000', max(timestamp), '' FROM status_changes GROUP BY commit_no
ON CONFLICT DO NOTHING;
INSERT INTO commits (commit_no, batch_id, committed_at, ranges)
SELECT commit_no, '00000000-0000-0000-0000-000000000000', max(timestamp), '' FROM metrics GROUP BY commit_no
ON CONFLICT DO NOTHING;
