import type { LogEntry } from '../../../api/entries.ts';
import { fullLocal } from '../../../viewport/timestamps.ts';
import { make } from './elements.ts';
import { bodyElement } from './row-body.ts';
import type { RowActions, RowContext } from './row-context.ts';
import { messageElement } from './row-message.ts';

/** The short form of a level, as wide as the others. */
const marks = { DEBUG: 'DEBUG', INFO: 'INFO', WARNING: 'WARN', ERROR: 'ERROR', CRITICAL: 'CRIT' } as const;

/** A row of the list: an entry, opened or not. `changed` is called when its height changes by itself. */
export function rowElement(entry: LogEntry, isOpen: boolean, context: RowContext, actions: RowActions, changed: () => void): HTMLElement {
  const { texts } = context;
  const fold = make('button', 'log-fold');
  fold.type = 'button';
  fold.tabIndex = -1;
  fold.ariaLabel = texts.log.openEntry(entry.seq);
  fold.ariaExpanded = String(isOpen);
  const seq = make('a', 'log-seq', String(entry.seq));
  seq.href = `#${entry.seq}`;
  seq.tabIndex = -1;
  seq.title = texts.log.linkTo(entry.seq);
  const time = make('time', 'log-time', context.time.short(entry.timestamp));
  time.dateTime = entry.timestamp;
  time.title = `${fullLocal(entry.timestamp)}\n${entry.timestamp}`;
  const level = make('span', 'log-level', marks[entry.level]);
  level.title = texts.common.levels[entry.level];
  const step = make('span', 'log-step', entry.step ?? '');
  step.title = entry.step ?? '';
  const message = messageElement(entry.message, context.needle, isOpen, texts.log.more);
  message.append(...tags(entry));
  const row = make(
    'article', `log-row level-${entry.level.toLowerCase()}`, seq, fold, time, level, step,
    message,
  );
  row.tabIndex = -1;
  if (isOpen) {
    row.classList.add('is-open');
    row.append(bodyElement(entry, context, actions, changed));
  }
  return row;
}

/** The place of an entry that is being fetched. */
export function waitingRow(height: number): HTMLElement {
  const row = make('article', 'log-row is-waiting', make('span', 'log-seq'), make('span', 'log-fold'), make('span', 'log-time'), make('span', 'log-level'), make('span', 'log-step'), make('span', 'log-message'));
  row.style.height = `${height}px`;
  row.ariaBusy = 'true';
  return row;
}

/** What is worth seeing behind the message without opening the entry. */
function tags(entry: LogEntry): HTMLElement[] {
  return [
    entry.error_code === undefined ? null : make('span', 'log-tag log-code', entry.error_code),
    entry.exception ? make('span', 'log-tag', entry.exception.type ?? entry.exception.message ?? '') : null,
    entry.duration_ms === null ? null : make('span', 'log-tag log-duration', `${entry.duration_ms} ms`),
  ].filter((tag) => tag !== null);
}
