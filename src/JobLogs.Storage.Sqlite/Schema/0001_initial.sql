-- Times are microseconds since the Unix epoch, in UTC.

-- One row: what is given out next, and what marks this database.
CREATE TABLE store (
    only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
    salt         INTEGER NOT NULL,   -- random; cursors are sealed with it
    next_job     INTEGER NOT NULL,   -- begins at a random place, so that the ids of two databases rarely meet
    next_run     INTEGER NOT NULL,   -- likewise
    next_commit  INTEGER NOT NULL,
    next_event   INTEGER NOT NULL
);

CREATE TABLE jobs (
    job                 INTEGER PRIMARY KEY,
    name                TEXT NOT NULL,
    type                TEXT NOT NULL,
    cron_expression     TEXT,
    timezone            TEXT NOT NULL,
    enabled             INTEGER NOT NULL,
    keywords            TEXT NOT NULL,          -- JSON array
    parameters          TEXT NOT NULL,          -- JSON object
    max_papers_per_run  INTEGER,
    timeout_seconds     INTEGER,
    max_retries         INTEGER NOT NULL,
    retry_delay_seconds INTEGER NOT NULL,
    concurrency         TEXT NOT NULL,
    misfire             TEXT NOT NULL,
    retention_days      INTEGER,
    next_run_at         INTEGER,
    created_at          INTEGER NOT NULL,
    updated_at          INTEGER NOT NULL,
    version             INTEGER NOT NULL,
    deleted_at          INTEGER,
    last_seq            INTEGER NOT NULL DEFAULT 0,
    removed_through_seq INTEGER NOT NULL DEFAULT 0,   -- highest seq that clean-up removed
    removed_in_commit   INTEGER NOT NULL DEFAULT 0    -- the last commit that removed some
);
CREATE UNIQUE INDEX jobs_by_name ON jobs (name) WHERE deleted_at IS NULL;
CREATE INDEX jobs_by_due ON jobs (next_run_at) WHERE next_run_at IS NOT NULL AND enabled = 1 AND deleted_at IS NULL;
CREATE INDEX jobs_to_purge ON jobs (job) WHERE deleted_at IS NOT NULL;

CREATE TABLE runs (
    run                 INTEGER PRIMARY KEY,
    job                 INTEGER NOT NULL,
    status              TEXT NOT NULL,
    trigger             TEXT NOT NULL,
    attempt             INTEGER NOT NULL,
    retry_of            INTEGER,
    scheduled_at        INTEGER,
    created_at          INTEGER NOT NULL,
    ready_at            INTEGER NOT NULL,
    started_at          INTEGER,
    finished_at         INTEGER,
    current_step        TEXT,
    progress_done       INTEGER,
    progress_total      INTEGER,
    progress_message    TEXT,
    debug               INTEGER NOT NULL DEFAULT 0,
    info                INTEGER NOT NULL DEFAULT 0,
    warning             INTEGER NOT NULL DEFAULT 0,
    error               INTEGER NOT NULL DEFAULT 0,
    critical            INTEGER NOT NULL DEFAULT 0,
    first_seq           INTEGER NOT NULL DEFAULT 0,
    last_seq            INTEGER NOT NULL DEFAULT 0,
    removed_through_seq INTEGER NOT NULL DEFAULT 0,
    parameters          TEXT NOT NULL,
    error_code          TEXT,
    error_message       TEXT,
    owner               TEXT,
    fencing_token       INTEGER NOT NULL DEFAULT 0,
    lease_until         INTEGER,
    lease_seconds       INTEGER,
    cancel_requested_at INTEGER
);
CREATE INDEX runs_by_job ON runs (job, run);
CREATE INDEX runs_unfinished ON runs (job, run) WHERE finished_at IS NULL;
CREATE UNIQUE INDEX runs_by_occurrence ON runs (job, scheduled_at) WHERE scheduled_at IS NOT NULL;

-- What a producer's next entry of a run is to be numbered.
CREATE TABLE producers (
    run         INTEGER NOT NULL,
    producer    TEXT NOT NULL,
    next_number INTEGER NOT NULL,
    PRIMARY KEY (run, producer)
) WITHOUT ROWID;

-- The log. key = job << 40 | seq: the log of a job is one range.
CREATE TABLE entries (
    key         INTEGER PRIMARY KEY,
    commit_no   INTEGER NOT NULL,
    run         INTEGER NOT NULL,
    timestamp   INTEGER NOT NULL,
    level       INTEGER NOT NULL,   -- 0 DEBUG … 4 CRITICAL
    message     TEXT NOT NULL,
    details     TEXT,
    step        TEXT,
    duration_ms INTEGER,
    paper_id    TEXT,
    error_code  TEXT,
    logger_name TEXT,
    trace_id    TEXT,
    span_id     TEXT,
    exception   TEXT,               -- JSON {type, message, stack_trace}
    attempt     INTEGER,
    truncated   INTEGER             -- 1 when the message was cut
);

-- One narrow row per 256 neighbouring entries (key >> 8), written by the commit that fills it.
CREATE TABLE blocks (
    block         INTEGER PRIMARY KEY,  -- job << 32 | seq >> 8
    first_seq     INTEGER NOT NULL,
    last_seq      INTEGER NOT NULL,
    first_commit  INTEGER NOT NULL,
    last_commit   INTEGER NOT NULL,
    min_timestamp INTEGER NOT NULL,
    max_timestamp INTEGER NOT NULL,
    debug         INTEGER NOT NULL,
    info          INTEGER NOT NULL,
    warning       INTEGER NOT NULL,
    error         INTEGER NOT NULL,
    critical      INTEGER NOT NULL
);

-- Bloom filters of the blocks' tokens, apart from the rows above: those are walked often, these only to prune.
CREATE TABLE block_filters (
    block  INTEGER PRIMARY KEY,
    filter BLOB NOT NULL
);

-- The order of all jobs: what each commit wrote. A commit that wrote nothing that readers of the log learn has no row.
CREATE TABLE commits (
    commit_no    INTEGER PRIMARY KEY,
    batch_id     BLOB NOT NULL,
    committed_at INTEGER NOT NULL,
    ranges       BLOB NOT NULL          -- see CommitRanges
);

CREATE TABLE status_changes (
    event       INTEGER PRIMARY KEY,
    commit_no   INTEGER NOT NULL,
    job         INTEGER NOT NULL,
    run         INTEGER NOT NULL,
    after_seq   INTEGER NOT NULL,
    timestamp   INTEGER NOT NULL,
    from_status TEXT,
    to_status   TEXT NOT NULL,
    reason      TEXT,
    details     TEXT,
    attempt     INTEGER NOT NULL
);
CREATE INDEX status_changes_by_job ON status_changes (job, after_seq, event);
CREATE INDEX status_changes_by_run ON status_changes (run, event);
CREATE INDEX status_changes_by_commit ON status_changes (commit_no);

CREATE TABLE metrics (
    event        INTEGER PRIMARY KEY,
    commit_no    INTEGER NOT NULL,
    job          INTEGER NOT NULL,
    run          INTEGER NOT NULL,
    after_seq    INTEGER NOT NULL,
    timestamp    INTEGER NOT NULL,
    metric_name  TEXT NOT NULL,
    metric_value REAL NOT NULL,
    metric_type  TEXT NOT NULL,
    labels       TEXT
);
CREATE INDEX metrics_by_job ON metrics (job, after_seq, event);
CREATE INDEX metrics_by_run ON metrics (run, event);
CREATE INDEX metrics_by_commit ON metrics (commit_no);

-- What was removed, in commit order: for copies and other servers.
CREATE TABLE removals (
    event     INTEGER PRIMARY KEY,
    commit_no INTEGER NOT NULL,
    job       INTEGER NOT NULL,
    after_seq INTEGER NOT NULL,
    timestamp INTEGER NOT NULL,
    kind      TEXT NOT NULL,            -- job: the whole job · before: entries with an earlier timestamp
    before    INTEGER
);
CREATE INDEX removals_by_job ON removals (job, after_seq, event);
CREATE INDEX removals_by_commit ON removals (commit_no);

CREATE TABLE steps (
    run         INTEGER NOT NULL,
    id          TEXT NOT NULL,
    ordinal     INTEGER NOT NULL,       -- order of begin within the run
    parent_id   TEXT,
    name        TEXT NOT NULL,
    status      TEXT NOT NULL,
    attempt     INTEGER NOT NULL,
    started_at  INTEGER NOT NULL,
    finished_at INTEGER,
    commit_no   INTEGER NOT NULL,       -- the commit that changed it last
    PRIMARY KEY (run, id)
) WITHOUT ROWID;
CREATE INDEX steps_in_order ON steps (run, ordinal);

CREATE TABLE papers (
    source       TEXT NOT NULL,
    id           TEXT NOT NULL,
    title        TEXT NOT NULL,
    authors      TEXT NOT NULL,         -- JSON array
    categories   TEXT NOT NULL,         -- JSON array
    published_at INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    version      INTEGER,
    summary      TEXT NOT NULL,
    link         TEXT NOT NULL,
    analysis     TEXT,
    run          INTEGER NOT NULL,
    job          INTEGER NOT NULL,
    processed_at INTEGER NOT NULL,
    PRIMARY KEY (source, id)
) WITHOUT ROWID;
CREATE INDEX papers_by_time ON papers (processed_at);

-- For people: the log with the specification's column names.
CREATE VIEW job_logs AS
SELECT
    key,
    key >> 40 AS job,
    key & 1099511627775 AS seq,
    run AS job_run,
    strftime('%Y-%m-%dT%H:%M:%S', timestamp / 1000000, 'unixepoch') || printf('.%06dZ', timestamp % 1000000) AS timestamp,
    CASE level WHEN 0 THEN 'DEBUG' WHEN 1 THEN 'INFO' WHEN 2 THEN 'WARNING' WHEN 3 THEN 'ERROR' ELSE 'CRITICAL' END AS level,
    message, details, step, duration_ms, paper_id, error_code, logger_name, trace_id, span_id, exception,
    coalesce(attempt, 1) AS attempt
FROM entries;
