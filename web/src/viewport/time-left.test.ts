import { expect, test } from 'vitest';
import { TimeLeft } from './time-left.ts';

test('work at an even pace is foretold exactly', () => {
  const left = new TimeLeft();
  for (let second = 0; second <= 10; second++) {
    left.observe(second * 5, second * 1000);
  }
  expect(left.until(100, 10_000)).toBe(10_000);
});

test('nothing is told before anything was done, and nothing when all is', () => {
  const left = new TimeLeft();
  left.observe(0, 0);
  expect(left.until(100, 5_000)).toBeNull();
  left.observe(100, 6_000);
  expect(left.until(100, 6_000)).toBeNull();
});

test('work that is stuck takes longer', () => {
  const left = new TimeLeft();
  left.observe(0, 0);
  left.observe(50, 10_000);
  expect(left.until(100, 10_000)).toBe(10_000);
  expect(left.until(100, 20_000)).toBe(20_000);
});

test('the pace of long ago does not count', () => {
  const left = new TimeLeft();
  left.observe(0, 0);
  for (let second = 600; second <= 900; second++) {
    left.observe(second - 590, second * 1000);
  }
  expect(left.until(410, 900_000)! / 1000).toBeCloseTo(100, -1);
});

test('a new attempt is foretold anew', () => {
  const left = new TimeLeft();
  left.observe(0, 0);
  left.observe(90, 10_000);
  left.observe(1, 20_000);
  expect(left.until(100, 20_500)).toBeNull();
  left.observe(3, 22_000);
  expect(left.until(100, 22_000)).toBe(97_000);
});
