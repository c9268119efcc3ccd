-- Alerts: what is watched, what was found, whom to tell.

CREATE TABLE alert_rules (
    rule             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name             text COLLATE "C" NOT NULL,
    type             text NOT NULL,
    job              integer,             -- NULL: each job by itself
    enabled          boolean NOT NULL,
    conditions       text NOT NULL,       -- JSON object: what the type asks for
    notify_recovered boolean NOT NULL,
    quiet_seconds    integer NOT NULL,
    created_at       bigint NOT NULL,
    updated_at       bigint NOT NULL,
    from_commit      bigint NOT NULL     -- it speaks of what is committed after this
);
CREATE UNIQUE INDEX alert_rules_by_name ON alert_rules (name);

CREATE TABLE notifiers (
    notifier        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name            text COLLATE "C" NOT NULL,
    type            text NOT NULL,
    enabled         boolean NOT NULL,
    settings        text NOT NULL,        -- JSON object; what is secret in it is sealed
    group_seconds   integer NOT NULL,
    timeout_seconds integer NOT NULL,
    created_at      bigint NOT NULL,
    updated_at      bigint NOT NULL
);
CREATE UNIQUE INDEX notifiers_by_name ON notifiers (name);

CREATE TABLE alert_rule_notifiers (
    rule     bigint NOT NULL,
    notifier bigint NOT NULL,
    PRIMARY KEY (rule, notifier)
);
CREATE INDEX alert_rule_notifiers_by_notifier ON alert_rule_notifiers (notifier);

-- A row each time that a rule comes true for a job.
CREATE TABLE alerts (
    alert           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rule            bigint NOT NULL,
    rule_name       text NOT NULL,
    type            text NOT NULL,
    job             integer NOT NULL,
    job_name        text NOT NULL,
    firing          boolean NOT NULL,
    fired_at        bigint NOT NULL,
    last_at         bigint NOT NULL,
    occurrences     bigint NOT NULL,
    resolved_at     bigint,
    resolution      text,
    run             bigint,
    summary         text NOT NULL,
    acknowledged_at bigint,
    acknowledged_by text,
    note            text
);
CREATE UNIQUE INDEX alerts_firing ON alerts (rule, job) WHERE firing;
CREATE INDEX alerts_by_job ON alerts (job);
CREATE INDEX alerts_by_rule ON alerts (rule);

-- Where a rule stands with a job, and what was told of it.
CREATE TABLE alert_subjects (
    rule          bigint NOT NULL,
    job           integer NOT NULL,
    alert         bigint NOT NULL,       -- the last
    firing        boolean NOT NULL,
    told_firing   boolean NOT NULL,
    told_at       bigint,
    due_at        bigint,                -- the end of the quiet time, when something waits for it
    counted_after bigint NOT NULL,       -- entries up to this seq are not counted any more
    PRIMARY KEY (rule, job)
);
CREATE INDEX alert_subjects_open ON alert_subjects (rule, job) WHERE firing OR due_at IS NOT NULL;
CREATE INDEX alert_subjects_by_job ON alert_subjects (job);

-- Which server watches and tells, and how far it has read.
CREATE TABLE alert_watch (
    only_row      integer PRIMARY KEY CHECK (only_row = 1),
    position      bigint NOT NULL,
    owner         text,
    fencing_token integer NOT NULL,
    lease_until   bigint
) WITH (fillfactor = 10);

-- The outbox.
CREATE TABLE notifications (
    notification   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    notifier       bigint NOT NULL,
    notifier_name  text NOT NULL,
    state          text COLLATE "C" NOT NULL,         -- waiting, sent or failed
    created_at     bigint NOT NULL,
    send_at        bigint NOT NULL,
    attempts       integer NOT NULL,      -- 0: further changes may join
    first_tried_at bigint,
    sent_at        bigint,
    last_error     text
);
CREATE INDEX notifications_waiting ON notifications (notifier, notification) WHERE state = 'waiting';
CREATE INDEX notifications_failed ON notifications (notification) WHERE state = 'failed';
CREATE INDEX notifications_by_time ON notifications (created_at);

CREATE TABLE notification_changes (
    notification bigint NOT NULL,
    ordinal      integer NOT NULL,
    alert        bigint NOT NULL,
    firing       boolean NOT NULL,
    at           bigint NOT NULL,
    run          bigint,
    summary      text NOT NULL,
    PRIMARY KEY (notification, ordinal)
);
CREATE INDEX notification_changes_by_alert ON notification_changes (alert);

-- Numbers begin at random places, so that those of two databases rarely meet: receivers tell repeats by them.
SELECT setval(pg_get_serial_sequence(t.name, t.number), 1 + floor(random() * t.most)::bigint)
FROM (VALUES ('alert_rules', 'rule', 1e9), ('notifiers', 'notifier', 1e9), ('alerts', 'alert', 1e12), ('notifications', 'notification', 1e12))
    AS t (name, number, most);
