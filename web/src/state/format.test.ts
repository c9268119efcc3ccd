// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { bytes, duration, percent, relative } from './format.ts';
import { chooseLanguage } from './language.ts';

beforeEach(() => chooseLanguage('en'));

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_250, '1.2 s'],
  [9_999, '9.9 s'],
  [12_600, '12 s'],
  [60_000, '1 min'],
  [192_000, '3 min 12 s'],
  [7_500_000, '2 h 5 min'],
  [266_400_000, '3 d 2 h'],
])('%i ms are said as %s', (ms, said) => {
  expect(duration(ms)).toBe(said);
});

test('durations are said in the language of the page', async () => {
  await chooseLanguage('zh-CN');
  expect(duration(192_000)).toBe('3 分 12 秒');
});

test('one failure among thousands is not rounded away', () => {
  expect(percent(0.9999)).toBe('99.9%');
  expect(percent(1)).toBe('100%');
});

test('a moment is told from now, in whole units', () => {
  expect(relative(1_000_000, 1_000_000 + 5 * 60_000 + 59_000)).toBe('5 min. ago');
  expect(relative(3 * 3_600_000, 0)).toBe('in 3 hr.');
});

test.each([[0, '0 B'], [1_023, '1023 B'], [1_536, '1.5 KiB'], [250 * 1024 * 1024, '250 MiB']])('%i bytes are %s', (count, said) => {
  expect(bytes(count)).toBe(said);
});
