// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { moment } from '../../state/format.ts';
import { chineseAlert } from './alertSentence.ts';

const due = '2026-02-02T02:40:00.000000Z';
const dueThere = moment(Date.parse(due));

test.each([
  ['run_ended', { job: '对账', status: 'timed_out' }, '“对账”的一次运行以“超时”结束。'],
  ['run_ended', { job: '对账', status: 'failed', why: 'no paper' }, '“对账”的一次运行以“失败”结束：no paper'],
  ['not_started', { job: 'a', due }, `“a”应于 ${dueThere} 运行，至今未启动。`],
  ['started_late', { job: 'a', due, late: '3 min 20 s' }, `“a”应于 ${dueThere} 开始的运行晚了 3 分钟 20 秒才启动。`],
  ['overran', { job: 'a', took: '2 h 5 min', limit: '2 h' }, '“a”的一次运行已持续 2 小时 5 分钟，超过了 2 小时。'],
  ['silent', { job: 'a', silent: '5.5 s' }, '“a”的一次运行已有 5.5 秒没有写入日志。'],
  ['matched', { count: '11', window: '5 min', message: 'took 5 min' }, '5 分钟内有 11 条日志匹配，最后一条：took 5 min'],
  ['completed', {}, '该任务的一次运行已完成。'],
])('%s with %j is said in Chinese', (code, values, sentence) => {
  expect(chineseAlert({ code, values })).toBe(sentence);
});

test('a kind that is not known, or none, is left to the server', () => {
  expect([chineseAlert({ code: 'new_kind', values: {} }), chineseAlert(null)]).toEqual([null, null]);
});
