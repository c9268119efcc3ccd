-- When a job's runs begin. Times are microseconds since the Unix epoch, in UTC.
ALTER TABLE jobs ADD COLUMN jitter_seconds INTEGER NOT NULL DEFAULT 0;  -- an occurrence begins up to so much later
ALTER TABLE jobs ADD COLUMN paused_until INTEGER;                       -- no occurrences before this
ALTER TABLE runs ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;           -- 1: begins when every older run of its job is over
ALTER TABLE runs ADD COLUMN cancel_reason TEXT;                         -- why it is to end, when a rule of its job says so
