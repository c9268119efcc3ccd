/** How timestamps are shown: by the reader's clock, in UTC, or since a moment such as the run's start. */
export type TimeMode = 'local' | 'utc' | 'relative';

export const timeModes: readonly TimeMode[] = ['local', 'utc', 'relative'];

/** Shows timestamps of the API (`2025-01-31T10:30:00.123456Z`), short enough for a column. */
export class TimeFormat {
  private readonly origin: number;

  /** @param origin Where relative times begin. @param withDay Whether the day is shown: the log goes over midnight. */
  constructor(readonly mode: TimeMode, origin: string | null, private readonly withDay: boolean) {
    this.origin = origin === null ? 0 : Date.parse(origin);
  }

  /** To the millisecond, always equally long within a mode. */
  short(timestamp: string): string {
    if (this.mode === 'utc') {
      return timestamp.slice(this.withDay ? 5 : 11, 23).replace('T', ' ');
    }
    const at = Date.parse(timestamp);
    if (this.mode === 'relative') {
      return relativeTime(at - this.origin);
    }
    const date = new Date(at);
    const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${three(date.getMilliseconds())}`;
    return this.withDay ? `${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}` : time;
  }

  /** Characters of the longest that `short` makes of times up to this one. */
  width(last: string): number {
    return this.mode === 'relative' ? Math.max(10, this.short(last).length) : this.withDay ? 18 : 12;
  }
}

/** A timestamp to the microsecond by the reader's clock, with its offset from UTC. */
export function fullLocal(timestamp: string): string {
  const date = new Date(timestamp);
  const offset = -date.getTimezoneOffset();
  const sign = offset < 0 ? '−' : '+';
  const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${timestamp.slice(20, 26)} ${zone}`;
}

/** `+1:02:03.004`; hours only where there are some. */
export function relativeTime(milliseconds: number): string {
  const sign = milliseconds < 0 ? '−' : '+';
  const rest = Math.abs(milliseconds);
  const hours = Math.floor(rest / 3_600_000);
  const minutes = Math.floor(rest / 60_000) % 60;
  const seconds = `${two(Math.floor(rest / 1000) % 60)}.${three(Math.floor(rest % 1000))}`;
  return hours > 0 ? `${sign}${hours}:${two(minutes)}:${seconds}` : `${sign}${two(minutes)}:${seconds}`;
}

/** Whether two timestamps lie on different days of the clock that a mode shows. */
export function onDifferentDays(first: string, last: string, mode: TimeMode): boolean {
  return mode === 'utc' ? first.slice(0, 10) !== last.slice(0, 10) : new Date(first).toDateString() !== new Date(last).toDateString();
}

const two = (number: number): string => String(number).padStart(2, '0');
const three = (number: number): string => String(number).padStart(3, '0');
