/** A change of a zone's clocks. */
export interface ClockChange {
  /** The first moment of the new offset, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** Minutes from UTC before and after. */
  readonly before: number;
  readonly after: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** The names of all zones that this browser knows. */
export const zoneNames = (): readonly string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')];

/** The changes of a zone's clocks in a span of days, soonest first; none for a zone that the browser does not know. */
export function clockChanges(zone: string, from: number, days: number): ClockChange[] {
  const offset = offsets(zone);
  if (!offset) {
    return [];
  }
  const changes: ClockChange[] = [];
  for (let start = from; start < from + days * day; start += day) {
    const before = offset(start);
    const after = offset(start + day);
    if (before !== after) {
      changes.push({ at: narrow(offset, start, start + day, before), before, after });
    }
  }
  return changes;
}

/** A reader of a zone's offset in minutes; null when the zone is unknown. */
function offsets(zone: string): ((at: number) => number) | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
    return (at) => {
      const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
      const wall = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']);
      return Math.round((wall - Math.floor(at / 1_000) * 1_000) / minute);
    };
  } catch {
    return null;
  }
}

/** The minute at which the offset is no longer what it was. */
function narrow(offset: (at: number) => number, from: number, to: number, was: number): number {
  let low = Math.floor(from / minute);
  let high = Math.ceil(to / minute);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle * minute) === was) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high * minute;
}
