import { expect, test } from 'vitest';
import { exceptionText, entryText } from './entry-text.ts';
import { entry } from './fake-source.ts';
import { TimeFormat } from './timestamps.ts';

const utc = new TimeFormat('utc', null, false);

test('an entry is copied as one clean line', () => {
  expect(entryText({ ...entry(1, '\u001b[32m10 %\rdone\u001b[0m'), step: 'fetch' }, utc)).toBe('10:30:00.000 INFO     [fetch] done');
});

test('further lines and the exception are indented', () => {
  const failed = { ...entry(1, 'first\nsecond'), exception: { type: 'IOException', message: 'gone', stack_trace: 'at A()\nat B()' } };
  expect(entryText(failed, utc)).toBe('10:30:00.000 INFO     first\n    second\n    IOException: gone\n    at A()\n    at B()');
});

test('a stack that begins with the message does not repeat it', () => {
  const exception = { type: 'TypeError', message: 'x is null', stack_trace: 'TypeError: x is null\n  at f' };
  expect(exceptionText({ ...entry(1), exception })).toBe(exception.stack_trace);
  expect(exceptionText({ ...entry(1), exception: { ...exception, stack_trace: null } })).toBe('TypeError: x is null');
  expect(exceptionText(entry(1))).toBe('');
});
