import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullLocal, onDifferentDays, relativeTime, TimeFormat } from './timestamps.ts';

const zone = process.env['TZ'];
beforeEach(() => void (process.env['TZ'] = 'Asia/Shanghai'));
afterEach(() => void (process.env['TZ'] = zone));

describe('timestamps', () => {
  it('are shown by the reader\'s clock, in UTC, or since the start', () => {
    const at = '2025-01-31T22:30:00.123456Z';
    expect(new TimeFormat('local', null, false).short(at)).toBe('06:30:00.123');
    expect(new TimeFormat('local', null, true).short(at)).toBe('02-01 06:30:00.123');
    expect(new TimeFormat('utc', null, false).short(at)).toBe('22:30:00.123');
    expect(new TimeFormat('utc', null, true).short(at)).toBe('01-31 22:30:00.123');
    expect(new TimeFormat('relative', '2025-01-31T22:28:58.000000Z', false).short(at)).toBe('+01:02.123');
  });

  it('fit the column that is made for them', () => {
    const last = '2025-02-01T22:30:00.123456Z';
    for (const mode of ['local', 'utc', 'relative'] as const) {
      for (const withDay of [true, false]) {
        const format = new TimeFormat(mode, '2025-01-31T22:28:58.000000Z', withDay);
        expect(format.short(last).length).toBeLessThanOrEqual(format.width(last));
      }
    }
  });

  it('are told in full to the microsecond with their zone', () => {
    expect(fullLocal('2025-01-31T22:30:00.123456Z')).toBe('2025-02-01 06:30:00.123456 +08:00');
  });

  it('know midnight by the clock that is shown', () => {
    const [evening, later] = ['2025-01-31T15:59:59.000000Z', '2025-01-31T16:00:00.000000Z'];
    expect([onDifferentDays(evening, later, 'local'), onDifferentDays(evening, later, 'utc')]).toEqual([true, false]);
  });

  it('before the start are negative, and have hours where there are some', () => {
    expect([relativeTime(-1_500), relativeTime(0), relativeTime(36_061_001)]).toEqual(['−00:01.500', '+00:00.000', '+10:01:01.001']);
  });
});
