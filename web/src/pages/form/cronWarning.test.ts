import { expect, test } from 'vitest';
import { chineseWarning } from './cronWarning.ts';

test.each([
  [{ code: 'uneven_step', values: { field: 'minute', text: '*/7', first: '0', last: '56', step: '7', rest: '4' } }, '分钟字段的“*/7”每小时都从 0 重新开始：从 56 到下一个 0 相隔 4，而不是 7。'],
  [{ code: 'missing_day', values: { day: '31', months: '2,4,6,9,11' } }, '2、4、6、9、11 月没有 31 日，届时会跳过。日期字段写 L 表示每月最后一天。'],
  [{ code: 'clock_gap', values: { zone: 'Europe/Berlin', date: '2026-03-29', from: '02:00', to: '03:00', time: '02:30', outcome: 'once' } },
    '2026-03-29，Europe/Berlin 的时钟从 02:00 拨到 03:00，当天没有 02:30：会在 03:00 触发一次。'],
])('%o is said in Chinese', (detail, sentence) => {
  expect(chineseWarning(detail)).toBe(sentence);
});

test('a kind that is not known is left to the server', () => {
  expect(chineseWarning({ code: 'new_kind', values: {} })).toBeNull();
});
