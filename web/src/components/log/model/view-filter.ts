import type { LogFilter } from '../../../api/entries.ts';
import { levels, type Level } from '../../../api/levels.ts';

/** What a reader of a log has chosen to see. */
export interface ViewFilter {
  /** None means every level. */
  readonly levels: readonly Level[];
  /** None means every step. */
  readonly steps: readonly string[];
  readonly text: string;
  /** Whether the text decides which entries are shown, or is only marked in them. */
  readonly textMode: 'filter' | 'find';
  readonly from: string | null;
  readonly to: string | null;
  readonly attempt: number | null;
}

export const noFilter: ViewFilter = { levels: [], steps: [], text: '', textMode: 'filter', from: null, to: null, attempt: null };

/** Whether entries are left out. */
export const isFiltered = (view: ViewFilter): boolean => Object.values(toLogFilter(view)).some((condition) => condition !== undefined);

/** The filter as the API knows it. */
export function toLogFilter(view: ViewFilter): LogFilter {
  return {
    level: view.levels.length === 0 ? undefined : view.levels,
    step: view.steps.length === 0 ? undefined : view.steps,
    search: view.textMode === 'filter' && view.text !== '' ? view.text : undefined,
    start_time: view.from ?? undefined,
    end_time: view.to ?? undefined,
    attempt: view.attempt ?? undefined,
  };
}

/** The filter in the address of the page, so that a link shows what was seen. Null takes a parameter away. */
export function toParameters(view: ViewFilter): Record<'level' | 'step' | 'search' | 'find' | 'from' | 'to' | 'attempt', string | null> {
  return {
    level: view.levels.join(',') || null,
    step: view.steps.join(',') || null,
    search: (view.textMode === 'filter' && view.text) || null,
    find: (view.textMode === 'find' && view.text) || null,
    from: view.from,
    to: view.to,
    attempt: view.attempt === null ? null : String(view.attempt),
  };
}

/** The filter that an address names; what it names wrongly is left out. */
export function fromParameters(query: URLSearchParams): ViewFilter {
  const list = (name: string): string[] => (query.get(name) ?? '').split(',').filter((part) => part !== '');
  const find = query.get('find');
  const attempt = Number(query.get('attempt'));
  return {
    levels: list('level').map((text) => text.toUpperCase() as Level).filter((level) => levels.includes(level)),
    steps: list('step'),
    text: (find ?? query.get('search') ?? '').slice(0, 256),
    textMode: find === null ? 'filter' : 'find',
    from: time(query.get('from')),
    to: time(query.get('to')),
    attempt: Number.isInteger(attempt) && attempt > 0 ? attempt : null,
  };
}

const time = (text: string | null): string | null => (text !== null && !Number.isNaN(Date.parse(text)) ? text : null);
