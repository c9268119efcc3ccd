import type { LogFilter, LogScope } from '../../api/entries.ts';
import { levels, type Level } from '../../api/levels.ts';

/** How far back is looked: a length, everything, or a span that was chosen. */
export const lengths = ['15m', '1h', '1d', '7d', '30d', 'all'] as const;

export type Length = (typeof lengths)[number];

const minute = 60_000;

const milliseconds: Readonly<Record<Exclude<Length, 'all'>, number>> = { '15m': 15 * minute, '1h': 60 * minute, '1d': 1_440 * minute, '7d': 10_080 * minute, '30d': 43_200 * minute };

/** What is asked for, as it stands in the address. */
export interface Question {
  readonly search: string;
  /** The job's id; empty means all. */
  readonly job: string;
  readonly level: readonly Level[];
  readonly step: readonly string[];
  readonly error_code: string;
  readonly length: Length;
  /** A span that was chosen goes before the length. RFC 3339. */
  readonly from: string;
  readonly to: string;
}

/** The question in an address. What makes no sense there counts as not said. */
export function readQuestion(query: URLSearchParams): Question {
  const list = (name: string): string[] => (query.get(name) ?? '').split(',').filter((part) => part !== '');
  const time = (name: string): string => (Number.isNaN(Date.parse(query.get(name) ?? '')) ? '' : query.get(name)!);
  return {
    search: query.get('search') ?? '',
    job: query.get('job') ?? '',
    level: levels.filter((level) => list('level').includes(level)),
    step: list('step'),
    error_code: query.get('error_code') ?? '',
    length: lengths.find((length) => length === query.get('period')) ?? '1d',
    from: time('from'),
    to: time('to'),
  };
}

/** Where an answer is looked for. */
export const scopeOf = (question: Question): LogScope => (question.job === '' ? 'all' : { job: question.job });

/** The conditions of a question at a time. The start is rounded down to the minute, so that an answer can be compared with the next. */
export function filterOf(question: Question, now: number): LogFilter {
  const chosen = question.from !== '' || question.to !== '';
  const start = question.length === 'all' ? undefined : new Date(Math.floor((now - milliseconds[question.length]) / minute) * minute).toISOString();
  return {
    search: question.search || undefined,
    level: question.level.length === 0 ? undefined : question.level,
    step: question.step.length === 0 ? undefined : question.step,
    error_code: question.error_code || undefined,
    start_time: chosen ? question.from || undefined : start,
    end_time: chosen ? question.to || undefined : undefined,
  };
}

/** The span of a histogram's bars for a period: between 40 and 100 of them. */
export function intervalOf(spanMs: number): { readonly text: string; readonly ms: number } {
  const steps: readonly (readonly [string, number])[] = [
    ['1s', 1_000], ['5s', 5_000], ['15s', 15_000], ['30s', 30_000], ['1m', minute], ['5m', 5 * minute], ['15m', 15 * minute], ['30m', 30 * minute],
    ['1h', 60 * minute], ['3h', 180 * minute], ['6h', 360 * minute], ['12h', 720 * minute], ['1d', 1_440 * minute], ['7d', 10_080 * minute], ['30d', 43_200 * minute],
  ];
  const [text, ms] = steps.find(([, length]) => spanMs / length <= 100) ?? ['365d', 525_600 * minute];
  return { text, ms };
}
