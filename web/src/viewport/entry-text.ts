import type { LogEntry } from '../api/entries.ts';
import { plainText } from './terminal-text.ts';
import type { TimeFormat } from './timestamps.ts';

/** An entry as a line of text for the clipboard: what is seen, without colours, further lines indented. */
export function entryText(entry: LogEntry, time: TimeFormat): string {
  const step = entry.step === null ? '' : `[${entry.step}] `;
  const head = `${time.short(entry.timestamp)} ${entry.level.padEnd(8)} ${step}${plainText(entry.message).replaceAll('\n', '\n    ')}`;
  const stack = exceptionText(entry);
  return stack === '' ? head : `${head}\n${stack.replace(/^/gm, '    ')}`;
}

/** An exception as its platform would have printed it; empty without one. */
export function exceptionText(entry: LogEntry): string {
  const exception = entry.exception;
  if (!exception) {
    return '';
  }
  const head = [exception.type, exception.message].filter(Boolean).join(': ');
  const stack = exception.stack_trace ?? '';
  // Some platforms begin the stack with the message.
  return stack.startsWith(head) || head === '' ? stack : stack === '' ? head : `${head}\n${stack}`;
}
