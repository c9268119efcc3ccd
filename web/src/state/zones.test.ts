import { expect, test } from 'vitest';
import { clockChanges } from './zones.ts';

const newYear = Date.UTC(2026, 0, 1);

test('the changes of a year are found to the minute', () => {
  expect(clockChanges('Europe/Berlin', newYear, 365)).toEqual([
    { at: Date.UTC(2026, 2, 29, 1), before: 60, after: 120 },
    { at: Date.UTC(2026, 9, 25, 1), before: 120, after: 60 },
  ]);
});

test('a half-hour change is found', () => {
  const [first] = clockChanges('Australia/Lord_Howe', newYear, 365);
  expect(first).toEqual({ at: Date.UTC(2026, 3, 4, 15), before: 660, after: 630 });
});

test('a zone without changes has none, nor has one that nobody knows', () => {
  expect(clockChanges('Asia/Shanghai', newYear, 365)).toEqual([]);
  expect(clockChanges('Nowhere/Land', newYear, 365)).toEqual([]);
});
