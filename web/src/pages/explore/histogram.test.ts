import { expect, test } from 'vitest';
import { coarsen, fill } from './histogram.ts';

const bucket = (start: string, error: number) => ({ start, counts: { DEBUG: 0, INFO: 1, WARNING: 0, ERROR: error, CRITICAL: 0 } });
const minute = 60_000;

test('spans without an entry are drawn as empty ones', () => {
  const spans = fill([bucket('2026-01-01T00:00:00.000000Z', 0), bucket('2026-01-01T00:03:00.000000Z', 2)], minute, null, null);
  expect(spans.map((span) => [span.counts.INFO, span.counts.ERROR])).toEqual([[1, 0], [0, 0], [0, 0], [1, 2]]);
});

test('a period that is longer than what was found is drawn whole', () => {
  const from = Date.UTC(2026, 0, 1);
  expect(fill([bucket('2026-01-01T00:03:00.000000Z', 1)], minute, from, from + 9 * minute)).toHaveLength(10);
});

test('nothing found without a period is drawn as nothing', () => {
  expect(fill([], minute, null, null)).toEqual([]);
});

test('many narrow spans are put together without losing an entry', () => {
  const many = Array.from({ length: 500 }, (_, n) => bucket(new Date(Date.UTC(2026, 0, 1) + n * 7 * minute).toISOString(), 1));
  const { buckets, step } = coarsen(many);
  expect(buckets.length).toBeLessThanOrEqual(101);
  expect(buckets.reduce((sum, each) => sum + each.counts.ERROR, 0)).toBe(500);
  expect(buckets.every((each) => Date.parse(each.start) % step === 0)).toBe(true);
});
