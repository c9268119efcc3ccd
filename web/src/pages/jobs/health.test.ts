import { expect, test } from 'vitest';
import type { Job, RecentRun } from '../../api/jobs.ts';
import type { RunStatus } from '../../api/runs.ts';
import { healthOf, percentile, sorted } from './health.ts';

const run = (status: RunStatus, duration_ms: number | null = 1_000): RecentRun => ({
  id: 'run', status, trigger: 'schedule', created_at: '2026-01-01T00:00:00Z', started_at: null, duration_ms, warnings: 0, errors: 0,
});

test('cancelled, skipped and unfinished runs say nothing about success', () => {
  const health = healthOf([run('running'), run('cancelled'), run('failed'), run('skipped'), run('completed'), run('timed_out'), run('completed')]);
  expect([health.success, health.ended]).toEqual([0.5, 4]);
});

test('a job needs attention while its newest ended run ended badly', () => {
  expect(healthOf([run('running'), run('failed'), run('completed')]).needsAttention).toBe(true);
  expect(healthOf([run('completed'), run('failed')]).needsAttention).toBe(false);
  expect(healthOf([]).needsAttention).toBe(false);
});

test('the typical duration is the median of completed runs', () => {
  expect(healthOf([run('completed', 10), run('completed', 30), run('completed', 20), run('failed', 9_000)]).typical).toBe(20);
});

test('percentiles are by nearest rank', () => {
  const values = Array.from({ length: 20 }, (_, n) => n + 1);
  expect([percentile(values, 0.5), percentile(values, 0.95), percentile([], 0.5)]).toEqual([10, 19, null]);
});

test('jobs that have nothing in a column come last, whichever way it is sorted', () => {
  const job = (name: string, next_run_at: string | null) => ({ name, next_run_at }) as Job;
  const jobs = [job('never', null), job('late', '2026-02-01T00:00:00Z'), job('soon', '2026-01-01T00:00:00Z')];
  expect(sorted(jobs, 'next', false).map((each) => each.name)).toEqual(['soon', 'late', 'never']);
  expect(sorted(jobs, 'next', true).map((each) => each.name)).toEqual(['late', 'soon', 'never']);
});
