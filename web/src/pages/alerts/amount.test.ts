import { expect, test } from 'vitest';
import { amountOf, numberOf, secondsOf } from './amount.ts';

test.each([[90, '90', 1], [600, '10', 60], [5_400, '90', 60], [7_200, '2', 3_600], [172_800, '2', 86_400], [0, '0', 60], [undefined, '', 60]])(
  '%j seconds stand as %s units of %i seconds, and come out as they were', (seconds, text, unit) => {
    expect(amountOf(seconds)).toEqual({ text, unit });
    expect(secondsOf(amountOf(seconds))).toBe(seconds ?? null);
  });

test.each([['1.5', 60, 90], ['1.1', 60, 66], [' 2 ', 3_600, 7_200], ['', 60, null], ['soon', 60, 'soon'], ['1,5', 60, '1,5']])('%j times %i is sent as %j', (text, unit, seconds) => {
  expect(secondsOf({ text, unit })).toBe(seconds);
});

test('what is no number goes as it was typed', () => {
  expect(['3', '-1', '2.5', 'x', '1e3', ' '].map(numberOf)).toEqual([3, -1, 2.5, 'x', '1e3', null]);
});
