import { expect, test } from 'vitest';
import { HistogramAxis } from './histogram-axis.ts';

const counts = { DEBUG: 0, INFO: 1, WARNING: 0, ERROR: 0, CRITICAL: 0 };
const minute = (number: number) => ({ start: new Date(number * 60_000).toISOString(), counts });

test('times stand evenly over the width, there and back', () => {
  const axis = new HistogramAxis([minute(0), minute(1), minute(9)], 1000);
  expect([axis.x(0), axis.x(5 * 60_000), axis.x(10 * 60_000)]).toEqual([0, 500, 1000]);
  expect(axis.timeAt(250)).toBe(150_000);
  expect(axis.timeAt(-5)).toBe(0);
  expect(axis.timeAt(5000)).toBe(600_000);
});

test('a time in a span that was left out has no bucket', () => {
  const axis = new HistogramAxis([minute(0), minute(1), minute(9)], 1000);
  expect(axis.bucketAt(30_000)?.start).toBe(minute(0).start);
  expect(axis.bucketAt(5 * 60_000)).toBeUndefined();
});

test('one bucket and none are fine', () => {
  expect(new HistogramAxis([], 1000).isEmpty).toBe(true);
  const one = new HistogramAxis([minute(3)], 1000);
  expect([one.isEmpty, one.to - one.from]).toEqual([false, 1000]);
});
