-- Alerts: what is watched, what was found, whom to tell. Times are microseconds since the Unix epoch, in UTC.

CREATE TABLE alert_rules (
    rule             INTEGER PRIMARY KEY AUTOINCREMENT,
    name             TEXT NOT NULL,
    type             TEXT NOT NULL,
    job              INTEGER,             -- NULL: each job by itself
    enabled          INTEGER NOT NULL,
    conditions       TEXT NOT NULL,       -- JSON object: what the type asks for
    notify_recovered INTEGER NOT NULL,
    quiet_seconds    INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    from_commit      INTEGER NOT NULL     -- it speaks of what is committed after this
);
CREATE UNIQUE INDEX alert_rules_by_name ON alert_rules (name);

CREATE TABLE notifiers (
    notifier        INTEGER PRIMARY KEY AUTOINCREMENT,
    name            TEXT NOT NULL,
    type            TEXT NOT NULL,
    enabled         INTEGER NOT NULL,
    settings        TEXT NOT NULL,        -- JSON object; what is secret in it is sealed
    group_seconds   INTEGER NOT NULL,
    timeout_seconds INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
);
CREATE UNIQUE INDEX notifiers_by_name ON notifiers (name);

CREATE TABLE alert_rule_notifiers (
    rule     INTEGER NOT NULL,
    notifier INTEGER NOT NULL,
    PRIMARY KEY (rule, notifier)
) WITHOUT ROWID;
CREATE INDEX alert_rule_notifiers_by_notifier ON alert_rule_notifiers (notifier);

-- A row each time that a rule comes true for a job.
CREATE TABLE alerts (
    alert           INTEGER PRIMARY KEY AUTOINCREMENT,
    rule            INTEGER NOT NULL,
    rule_name       TEXT NOT NULL,
    type            TEXT NOT NULL,
    job             INTEGER NOT NULL,
    job_name        TEXT NOT NULL,
    firing          INTEGER NOT NULL,
    fired_at        INTEGER NOT NULL,
    last_at         INTEGER NOT NULL,
    occurrences     INTEGER NOT NULL,
    resolved_at     INTEGER,
    resolution      TEXT,
    run             INTEGER,
    summary         TEXT NOT NULL,
    acknowledged_at INTEGER,
    acknowledged_by TEXT,
    note            TEXT
);
CREATE UNIQUE INDEX alerts_firing ON alerts (rule, job) WHERE firing = 1;
CREATE INDEX alerts_by_job ON alerts (job);
CREATE INDEX alerts_by_rule ON alerts (rule);

-- Where a rule stands with a job, and what was told of it.
CREATE TABLE alert_subjects (
    rule          INTEGER NOT NULL,
    job           INTEGER NOT NULL,
    alert         INTEGER NOT NULL,       -- the last
    firing        INTEGER NOT NULL,
    told_firing   INTEGER NOT NULL,
    told_at       INTEGER,
    due_at        INTEGER,                -- the end of the quiet time, when something waits for it
    counted_after INTEGER NOT NULL,       -- entries up to this seq are not counted any more
    PRIMARY KEY (rule, job)
) WITHOUT ROWID;
CREATE INDEX alert_subjects_open ON alert_subjects (rule, job) WHERE firing = 1 OR due_at IS NOT NULL;
CREATE INDEX alert_subjects_by_job ON alert_subjects (job);

-- Which server watches and tells, and how far it has read.
CREATE TABLE alert_watch (
    only_row      INTEGER PRIMARY KEY CHECK (only_row = 1),
    position      INTEGER NOT NULL,
    owner         TEXT,
    fencing_token INTEGER NOT NULL,
    lease_until   INTEGER
);

-- The outbox.
CREATE TABLE notifications (
    notification   INTEGER PRIMARY KEY AUTOINCREMENT,
    notifier       INTEGER NOT NULL,
    notifier_name  TEXT NOT NULL,
    state          TEXT NOT NULL,         -- waiting, sent or failed
    created_at     INTEGER NOT NULL,
    send_at        INTEGER NOT NULL,
    attempts       INTEGER NOT NULL,      -- 0: further changes may join
    first_tried_at INTEGER,
    sent_at        INTEGER,
    last_error     TEXT
);
CREATE INDEX notifications_waiting ON notifications (notifier, notification) WHERE state = 'waiting';
CREATE INDEX notifications_failed ON notifications (notification) WHERE state = 'failed';
CREATE INDEX notifications_by_time ON notifications (created_at);

CREATE TABLE notification_changes (
    notification INTEGER NOT NULL,
    ordinal      INTEGER NOT NULL,
    alert        INTEGER NOT NULL,
    firing       INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    run          INTEGER,
    summary      TEXT NOT NULL,
    PRIMARY KEY (notification, ordinal)
) WITHOUT ROWID;
CREATE INDEX notification_changes_by_alert ON notification_changes (alert);

-- Numbers begin at random places, so that those of two databases rarely meet: receivers tell repeats by them.
INSERT INTO sqlite_sequence (name, seq) VALUES
    ('alert_rules', abs(random() % 1000000000)), ('notifiers', abs(random() % 1000000000)),
    ('alerts', abs(random() % 1000000000000)), ('notifications', abs(random() % 1000000000000));
