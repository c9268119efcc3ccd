-- When a job's runs begin. Times are microseconds since the Unix epoch, in UTC.
ALTER TABLE jobs ADD COLUMN jitter_seconds integer NOT NULL DEFAULT 0;  -- an occurrence begins up to so much later
ALTER TABLE jobs ADD COLUMN paused_until bigint;                        -- no occurrences before this
ALTER TABLE runs ADD COLUMN waits boolean NOT NULL DEFAULT false;       -- begins when every older run of its job is over
ALTER TABLE runs ADD COLUMN cancel_reason text;                         -- why it is to end, when a rule of its job says so
