import { expect, test } from 'vitest';
import { filterOf, intervalOf, readQuestion, scopeOf } from './question.ts';

const now = Date.UTC(2026, 0, 31, 10, 30, 45);
const ask = (query: string) => readQuestion(new URLSearchParams(query));

test('an address says all that is asked for', () => {
  const question = ask('search=%E8%AE%BA%E6%96%87&job=job_1&level=ERROR,CRITICAL&step=load,verify&error_code=E1&period=7d');
  expect(scopeOf(question)).toEqual({ job: 'job_1' });
  expect(filterOf(question, now)).toEqual({
    search: '论文', level: ['ERROR', 'CRITICAL'], step: ['load', 'verify'], error_code: 'E1', start_time: '2026-01-24T10:30:00.000Z', end_time: undefined,
  });
});

test('an empty address asks for the last 24 hours of all jobs', () => {
  expect(scopeOf(ask(''))).toBe('all');
  expect(filterOf(ask(''), now).start_time).toBe('2026-01-30T10:30:00.000Z');
});

test('a chosen span goes before the length', () => {
  const filter = filterOf(ask('period=7d&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z'), now);
  expect([filter.start_time, filter.end_time]).toEqual(['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']);
});

test('what makes no sense in an address counts as not said', () => {
  const question = ask('level=LOUD&period=soon&from=yesterday');
  expect([question.level, question.length, question.from]).toEqual([[], '1d', '']);
});

test('everything is asked for without a start', () => {
  expect(filterOf(ask('period=all'), now).start_time).toBeUndefined();
});

test.each([[900_000, '15s'], [3_600_000, '1m'], [86_400_000, '15m'], [604_800_000, '3h'], [2_592_000_000, '12h']])('%i ms are cut by %s', (span, interval) => {
  expect(intervalOf(span).text).toBe(interval);
});
