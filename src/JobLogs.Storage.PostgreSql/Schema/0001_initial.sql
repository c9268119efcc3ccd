-- Times are microseconds since the Unix epoch, in UTC.

-- One row: what is given out next, and what marks this database. Written by every commit, under the commit lock.
CREATE TABLE store (
    only_row       integer PRIMARY KEY CHECK (only_row = 1),
    schema_version integer NOT NULL,
    salt           bigint NOT NULL,   -- random; cursors are sealed with it
    next_job       integer NOT NULL,  -- begins at a random place, so that the ids of two databases rarely meet
    next_run       bigint NOT NULL,   -- likewise
    next_commit    bigint NOT NULL,
    next_event     bigint NOT NULL,
    last_day       date NOT NULL      -- the day of the last commit: days never go back, whatever the servers' clocks say
) WITH (fillfactor = 10);

CREATE TABLE jobs (
    job                 integer PRIMARY KEY,
    name                text COLLATE "C" NOT NULL,
    type                text NOT NULL,
    cron_expression     text,
    timezone            text NOT NULL,
    enabled             boolean NOT NULL,
    keywords            text[] NOT NULL,
    parameters          text NOT NULL,             -- JSON object
    max_papers_per_run  integer,
    timeout_seconds     integer,
    max_retries         integer NOT NULL,
    retry_delay_seconds integer NOT NULL,
    concurrency         text NOT NULL,
    misfire             text NOT NULL,
    retention_days      integer,
    next_run_at         bigint,
    created_at          bigint NOT NULL,
    updated_at          bigint NOT NULL,
    version             bigint NOT NULL,
    deleted_at          bigint,
    last_seq            bigint NOT NULL DEFAULT 0,
    last_commit         bigint NOT NULL DEFAULT 0, -- the commit that wrote the last entry
    last_day            date,                      -- the day of the last entry
    removed_through_seq bigint NOT NULL DEFAULT 0, -- highest seq that clean-up removed
    removed_in_commit   bigint NOT NULL DEFAULT 0  -- the last commit that removed some
) WITH (fillfactor = 60);
CREATE UNIQUE INDEX jobs_by_name ON jobs (name) WHERE deleted_at IS NULL;
CREATE INDEX jobs_by_due ON jobs (next_run_at) WHERE next_run_at IS NOT NULL AND enabled AND deleted_at IS NULL;
CREATE INDEX jobs_to_purge ON jobs (job) WHERE deleted_at IS NOT NULL;

CREATE TABLE runs (
    run                 bigint PRIMARY KEY,
    job                 integer NOT NULL,
    status              text NOT NULL,
    trigger             text NOT NULL,
    attempt             integer NOT NULL,
    retry_of            bigint,
    scheduled_at        bigint,
    created_at          bigint NOT NULL,
    ready_at            bigint NOT NULL,
    started_at          bigint,
    finished_at         bigint,
    current_step        text,
    progress_done       bigint,
    progress_total      bigint,
    progress_message    text,
    debug               bigint NOT NULL DEFAULT 0,
    info                bigint NOT NULL DEFAULT 0,
    warning             bigint NOT NULL DEFAULT 0,
    error               bigint NOT NULL DEFAULT 0,
    critical            bigint NOT NULL DEFAULT 0,
    first_seq           bigint NOT NULL DEFAULT 0,
    last_seq            bigint NOT NULL DEFAULT 0,
    removed_through_seq bigint NOT NULL DEFAULT 0,
    parameters          text NOT NULL,
    error_code          text,
    error_message       text,
    owner               text,
    fencing_token       integer NOT NULL DEFAULT 0,
    lease_until         bigint,
    lease_seconds       integer,
    cancel_requested_at bigint
) WITH (fillfactor = 80);
CREATE INDEX runs_by_job ON runs (job, run);
CREATE INDEX runs_unfinished ON runs (job, run) WHERE finished_at IS NULL;
CREATE UNIQUE INDEX runs_by_occurrence ON runs (job, scheduled_at) WHERE scheduled_at IS NOT NULL;

-- What a producer's next entry of a run is to be numbered.
CREATE TABLE producers (
    run         bigint NOT NULL,
    producer    text COLLATE "C" NOT NULL,
    next_number bigint NOT NULL,
    PRIMARY KEY (run, producer)
) WITH (fillfactor = 60);

-- The log. key = job << 40 | seq: the log of a job is one range. A partition holds what was committed on one day; its
-- table is made ahead of the day, and goes when nothing in it has to stay.
CREATE TABLE entries (
    key         bigint NOT NULL,
    commit_no   bigint NOT NULL,
    run         bigint NOT NULL,
    timestamp   bigint NOT NULL,
    duration_ms bigint,
    day         date NOT NULL,        -- of the commit, by the servers' clocks, in UTC
    attempt     integer,
    level       smallint NOT NULL,    -- 0 DEBUG … 4 CRITICAL
    truncated   boolean,              -- true when the message was cut
    message     text NOT NULL,
    details     text,                 -- JSON object, byte for byte as it was sent
    step        text,
    paper_id    text,
    error_code  text,
    logger_name text,
    trace_id    text,
    span_id     text,
    exception   text,                 -- JSON {type, message, stack_trace}
    PRIMARY KEY (key, day)
) PARTITION BY RANGE (day);

-- On which days a job's entries lie, and with which seq each day begins: readers open only the days that they need.
CREATE TABLE job_days (
    job          integer NOT NULL,
    day          date NOT NULL,
    first_seq    bigint NOT NULL,
    first_commit bigint NOT NULL,
    PRIMARY KEY (job, day)
);
CREATE INDEX job_days_by_day ON job_days (day);

-- One narrow row per 256 neighbouring entries (key >> 8), written by the commit that fills it.
CREATE TABLE blocks (
    block         bigint PRIMARY KEY,  -- job << 32 | seq >> 8
    first_seq     bigint NOT NULL,
    last_seq      bigint NOT NULL,
    first_commit  bigint NOT NULL,
    last_commit   bigint NOT NULL,
    min_timestamp bigint NOT NULL,
    max_timestamp bigint NOT NULL,
    debug         integer NOT NULL,
    info          integer NOT NULL,
    warning       integer NOT NULL,
    error         integer NOT NULL,
    critical      integer NOT NULL
);

-- Bloom filters of the blocks' tokens, apart from the rows above: those are walked often, these only to prune.
CREATE TABLE block_filters (
    block  bigint PRIMARY KEY,
    filter bytea NOT NULL
);
ALTER TABLE block_filters ALTER COLUMN filter SET STORAGE EXTERNAL;  -- as good as random: compressing it would be for nothing

-- The order of all jobs: what each commit wrote. A commit that wrote nothing that readers of the log learn has no row.
CREATE TABLE commits (
    commit_no    bigint PRIMARY KEY,
    batch_id     uuid NOT NULL,
    committed_at bigint NOT NULL,
    ranges       bytea NOT NULL       -- see CommitRanges
);

-- The last commit of each server that has no row in commits: so that a server that lost its connection during one can tell
-- whether it happened.
CREATE TABLE quiet_commits (
    writer       uuid PRIMARY KEY,
    batch_id     uuid NOT NULL,
    committed_at bigint NOT NULL
) WITH (fillfactor = 20);

CREATE TABLE status_changes (
    event       bigint PRIMARY KEY,
    commit_no   bigint NOT NULL,
    job         integer NOT NULL,
    run         bigint NOT NULL,
    after_seq   bigint NOT NULL,
    timestamp   bigint NOT NULL,
    from_status text,
    to_status   text NOT NULL,
    reason      text,
    details     text,
    attempt     integer NOT NULL
);
CREATE INDEX status_changes_by_job ON status_changes (job, after_seq, event);
CREATE INDEX status_changes_by_run ON status_changes (run, event);
CREATE INDEX status_changes_by_commit ON status_changes (commit_no);

CREATE TABLE metrics (
    event        bigint PRIMARY KEY,
    commit_no    bigint NOT NULL,
    job          integer NOT NULL,
    run          bigint NOT NULL,
    after_seq    bigint NOT NULL,
    timestamp    bigint NOT NULL,
    metric_name  text COLLATE "C" NOT NULL,
    metric_value double precision NOT NULL,
    metric_type  text NOT NULL,
    labels       text
);
CREATE INDEX metrics_by_job ON metrics (job, after_seq, event);
CREATE INDEX metrics_by_run ON metrics (run, event);
CREATE INDEX metrics_by_commit ON metrics (commit_no);

-- What was removed, in commit order: for copies and other servers.
CREATE TABLE removals (
    event     bigint PRIMARY KEY,
    commit_no bigint NOT NULL,
    job       integer NOT NULL,
    after_seq bigint NOT NULL,
    timestamp bigint NOT NULL,
    kind      text NOT NULL,          -- job: the whole job · before: entries with an earlier timestamp
    before    bigint
);
CREATE INDEX removals_by_job ON removals (job, after_seq, event);
CREATE INDEX removals_by_commit ON removals (commit_no);

CREATE TABLE steps (
    run         bigint NOT NULL,
    id          text COLLATE "C" NOT NULL,
    ordinal     integer NOT NULL,     -- order of begin within the run
    parent_id   text COLLATE "C",
    name        text NOT NULL,
    status      text NOT NULL,
    attempt     integer NOT NULL,
    started_at  bigint NOT NULL,
    finished_at bigint,
    commit_no   bigint NOT NULL,      -- the commit that changed it last
    PRIMARY KEY (run, id)
);
CREATE INDEX steps_in_order ON steps (run, ordinal);

CREATE TABLE papers (
    source       text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    title        text NOT NULL,
    authors      text[] NOT NULL,
    categories   text[] NOT NULL,
    published_at bigint NOT NULL,
    updated_at   bigint NOT NULL,
    version      integer,
    summary      text NOT NULL,
    link         text NOT NULL,
    analysis     text,
    run          bigint NOT NULL,
    job          integer NOT NULL,
    processed_at bigint NOT NULL,
    PRIMARY KEY (source, id)
);
CREATE INDEX papers_by_time ON papers (processed_at);

-- For people: the log with the specification's column names. Ask for days (day = current_date) and only those are read.
CREATE VIEW job_logs AS
SELECT
    key,
    (key >> 40)::integer AS job,
    key & 1099511627775 AS seq,
    run AS job_run,
    timestamptz 'epoch' + timestamp * interval '1 microsecond' AS timestamp,
    CASE level WHEN 0 THEN 'DEBUG' WHEN 1 THEN 'INFO' WHEN 2 THEN 'WARNING' WHEN 3 THEN 'ERROR' ELSE 'CRITICAL' END AS level,
    message, details, step, duration_ms, paper_id, error_code, logger_name, trace_id, span_id, exception,
    coalesce(attempt, 1) AS attempt,
    day
FROM entries;
