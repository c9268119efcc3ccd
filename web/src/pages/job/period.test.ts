import { expect, test } from 'vitest';
import type { RecentRun } from '../../api/jobs.ts';
import { countOutcomes } from './outcomes.ts';
import { cut, startOf } from './period.ts';

const now = Date.UTC(2026, 0, 31, 10, 30);

test('a period begins on the hour, and everything has no beginning', () => {
  expect(startOf('1d', now)).toBe(Date.UTC(2026, 0, 30, 10));
  expect(startOf('all', now)).toBeUndefined();
});

test.each([['1d', 3_600_000], ['7d', 21_600_000], ['30d', 86_400_000]] as const)('%s is cut into parts that reach until now', (period, step) => {
  const parts = cut(period, now, now);
  expect(parts.step).toBe(step);
  expect(parts.start + parts.count * parts.step).toBeGreaterThan(now);
  expect(parts.start + (parts.count - 1) * parts.step).toBeLessThanOrEqual(now);
});

test('everything is cut from the oldest run on, into 41 parts at most', () => {
  const parts = cut('all', now, Date.UTC(2025, 0, 1));
  expect(parts.start).toBeLessThanOrEqual(Date.UTC(2025, 0, 1));
  expect(parts.count).toBeLessThanOrEqual(41);
});

test('runs are counted in the part they were made in, by outcome', () => {
  const run = (created_at: string, status: RecentRun['status']) => ({ created_at, status }) as RecentRun;
  const counted = countOutcomes(
    [run('2026-01-01T00:59:59Z', 'completed'), run('2026-01-01T01:00:00Z', 'timed_out'), run('2026-01-01T01:30:00Z', 'skipped'), run('2025-12-31T23:00:00Z', 'failed')],
    { start: Date.UTC(2026, 0, 1), step: 3_600_000, count: 2 },
  );
  expect(counted).toEqual([{ good: 1, bad: 0, other: 0, busy: 0 }, { good: 0, bad: 1, other: 1, busy: 0 }]);
});
