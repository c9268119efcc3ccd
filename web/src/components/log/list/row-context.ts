import type { LogEntry } from '../../../api/entries.ts';
import type { Texts } from '../../../i18n/languages.ts';
import type { TimeFormat } from '../../../viewport/timestamps.ts';

/** How rows are shown. Another context, other rows. */
export interface RowContext {
  readonly time: TimeFormat;
  /** Text to mark in messages; empty for none. */
  readonly needle: string;
  readonly texts: Texts;
  /** Whether long lines wrap. */
  readonly wraps: boolean;
  /** Whether a filter hides entries, so that an entry may be worth seeing among its neighbours. */
  readonly isFiltered: boolean;
  /** The address that opens the page at an entry. */
  readonly linkTo: (entry: LogEntry) => string;
}

/** What a reader may do with an entry besides reading it. */
export interface RowActions {
  readonly showAmongAll: (entry: LogEntry) => void;
  readonly onlyStep: (step: string) => void;
}
