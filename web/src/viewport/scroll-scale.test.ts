import { describe, expect, it } from 'vitest';
import { ScrollScale } from './scroll-scale.ts';

const view = 600;

describe('the scroll scale', () => {
  it('is one to one for a log that a browser can hold', () => {
    const scale = new ScrollScale(100_000, view);
    expect([scale.scrollHeight, scale.toScroll(4321), scale.toRows(4321)]).toEqual([100_000, 4321, 4321]);
  });

  it('has room for the view when the log is shorter', () => {
    const scale = new ScrollScale(40, view);
    expect([scale.scrollHeight, scale.scrollEnd, scale.toScroll(0)]).toEqual([view, 0, 0]);
  });

  it('stays below the height that browsers refuse, however long the log', () => {
    expect(new ScrollScale(20 * 5_000_000_000, view).scrollHeight).toBeLessThan(16_000_000);
  });

  it('reaches both ends exactly', () => {
    const scale = new ScrollScale(20 * 5_000_000, view);
    expect(scale.toRows(0)).toBe(0);
    expect(scale.toRows(scale.scrollEnd)).toBe(20 * 5_000_000 - view);
    expect(scale.toScroll(20 * 5_000_000 - view)).toBe(scale.scrollEnd);
  });

  it('is one to one near both ends, so that a turn of the wheel is no more there than elsewhere', () => {
    const scale = new ScrollScale(20 * 5_000_000, view);
    expect(scale.toScroll(150_000) - scale.toScroll(149_900)).toBe(100);
    const end = 20 * 5_000_000 - view;
    expect(scale.toScroll(end - 900) - scale.toScroll(end - 1000)).toBe(100);
  });

  it('leads there and back to the same row, and never backwards', () => {
    const scale = new ScrollScale(20 * 5_000_000, view);
    let before = -1;
    for (let top = 0; top < 20 * 5_000_000 - view; top += 77_777) {
      const scroll = scale.toScroll(top);
      expect(scroll).toBeGreaterThan(before);
      expect(scale.toRows(scroll)).toBeCloseTo(top, 3);
      before = scroll;
    }
  });
});
