-- After pg_restore and before the first server starts. It moves on what the database gives out next, so that no number which clients have
-- seen since the dump comes again with other content, and gives it a new salt, so that cursors from before the restoring are refused.
--
--   psql --set=ON_ERROR_STOP=1 --single-transaction --file=deploy/postgresql-after-restore.sql "$DATABASE_URL"

-- A block that its log will never fill gets its row: readers take what lies before the last block for summarised. An empty filter
-- says that the block may contain anything.
INSERT INTO blocks (block, first_seq, last_seq, first_commit, last_commit, min_timestamp, max_timestamp, debug, info, warning, error, critical)
SELECT e.key >> 8, min(e.key & ((1::bigint << 40) - 1)), max(e.key & ((1::bigint << 40) - 1)), min(e.commit_no), max(e.commit_no),
       min(e.timestamp), max(e.timestamp),
       count(*) FILTER (WHERE e.level = 0), count(*) FILTER (WHERE e.level = 1), count(*) FILTER (WHERE e.level = 2),
       count(*) FILTER (WHERE e.level = 3), count(*) FILTER (WHERE e.level = 4)
FROM jobs j
JOIN entries e ON e.key BETWEEN (j.job::bigint << 40 | (j.last_seq & ~255::bigint)) AND (j.job::bigint << 40 | j.last_seq)
WHERE j.deleted_at IS NULL AND j.last_seq & 255 <> 255
  AND e.key & ((1::bigint << 40) - 1) >= (SELECT min(d.first_seq) FROM job_days d WHERE d.job = j.job)
  AND NOT EXISTS (
      SELECT FROM removed_entries r
      WHERE r.job = j.job AND r.day = e.day AND e.key & ((1::bigint << 40) - 1) BETWEEN r.first_seq AND r.last_seq)
GROUP BY e.key >> 8;

INSERT INTO block_filters (block, filter)
SELECT b.block, '\x00' FROM blocks b WHERE NOT EXISTS (SELECT FROM block_filters f WHERE f.block = b.block);

-- In each job the next entry begins a thousand million, with at least as much left free before.
UPDATE jobs SET last_seq = (last_seq / 1000000000 + 2) * 1000000000 - 1;

UPDATE store SET
    salt = ('x' || substr(md5(gen_random_uuid()::text), 1, 16))::bit(64)::bigint,
    next_job = least(next_job + 4096, 8388607),
    next_run = next_run + 1073741824,
    next_commit = next_commit + 1073741824,
    next_event = next_event + 1073741824;

-- Copies are made anew.
UPDATE copies SET position = -1, epoch = epoch + 1, owner = NULL, lease_until = NULL, fencing_token = fencing_token + 1, replay_through = 0;
DELETE FROM dead_letters;
