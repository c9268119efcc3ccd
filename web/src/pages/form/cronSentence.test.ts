import { expect, test } from 'vitest';
import { chineseSentence } from './cronSentence.ts';

test.each([
  ['0 3 * * *', '每天 03:00（UTC）。'],
  ['*/15 * * * *', '每 15 分钟（UTC）。'],
  ['@hourly', '每小时的第 0 分（UTC）。'],
  ['30 */6 * * *', '每 6 小时的第 30 分（UTC）。'],
  ['0 9 * * 1-5', '周一至周五 09:00（UTC）。'],
  ['0 8,20 * * 1', '每周一 08:00、20:00（UTC）。'],
  ['0 0 1 * *', '每月 1 日 00:00（UTC）。'],
  ['@yearly', '每年 1 月 1 日 00:00（UTC）。'],
  ['0 30 2 * * 0', '每周日 02:30（UTC）。'],
])('%s means %s', (expression, sentence) => {
  expect(chineseSentence(expression, 'UTC')).toBe(sentence);
});

test.each(['*/10 * * * * *', '0 0 1 * 1', '0 0 L * *', '5-10 * * * *', '0 0 * * 1#2', 'nonsense'])('%s is left to the server', (expression) => {
  expect(chineseSentence(expression, 'UTC')).toBeNull();
});
