import { describe, expect, it } from 'vitest';
import { isAtEnd, placeOfEnd, settle, topOf, windowAt } from './reading-place.ts';
import { RowHeights } from './row-heights.ts';

const view = 100;

/** Numbers that look random and are the same on every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    yield state;
  }
}

function rows(count: number, height: (rank: number) => number = () => 20): RowHeights {
  const heights = new RowHeights(20);
  for (let rank = 0; rank < count; rank++) {
    heights.measure(rank, height(rank));
  }
  return heights;
}

describe('a reading place', () => {
  it('at the end has the last row at the foot of the view', () => {
    const heights = rows(50, (rank) => 20 + (rank % 3) * 15);
    const end = placeOfEnd(50, heights, view);
    expect(topOf(49, end, heights) + heights.of(49)).toBe(view);
    expect(isAtEnd(end, 50, heights, view)).toBe(true);
    expect(isAtEnd({ ...end, y: end.y + 2 }, 50, heights, view)).toBe(false);
  });

  it('of a log shorter than the view begins at its top', () => {
    expect(placeOfEnd(2, rows(2), view)).toEqual({ rank: 0, y: 0 });
    expect(settle({ rank: 1, y: -300 }, 2, rows(2), view)).toEqual({ rank: 0, y: 0 });
    expect(placeOfEnd(0, rows(0), view)).toEqual({ rank: 0, y: 0 });
  });

  it('never leaves a blank before the first row or behind the last', () => {
    const heights = rows(50);
    expect(settle({ rank: 0, y: 70 }, 50, heights, view)).toEqual({ rank: 0, y: 0 });
    expect(settle({ rank: 49, y: -5000 }, 50, heights, view)).toEqual({ rank: 45, y: 0 });
    expect(settle({ rank: 900, y: 0 }, 50, heights, view)).toEqual({ rank: 45, y: 0 });
  });

  it('keeps the row that is read where it is when rows above and below turn out to be higher', () => {
    const heights = new RowHeights(20);
    const place = settle({ rank: 500, y: -7 }, 1000, heights, view);
    for (const rank of [497, 498, 499, 503, 504]) {
      heights.measure(rank, 90);
    }
    expect(settle(place, 1000, heights, view)).toEqual(place);
    expect(topOf(500, windowPlace(place, heights), heights)).toBeCloseTo(-7);
  });

  it('moves by exactly the pixels that are scrolled, whatever the heights, there and back', () => {
    const random = numbers(7);
    const heights = rows(2000, () => 15 + (random.next().value! % 60));
    let place = settle({ rank: 1000, y: 0 }, 2000, heights, view);
    const start = place;
    let scrolled = 0;
    for (let turn = 0; turn < 300; turn++) {
      const delta = (random.next().value! % 400) - 200;
      scrolled += delta;
      place = settle({ ...place, y: place.y - delta }, 2000, heights, view);
      expect(topOf(1000, place, heights) + scrolled).toBe(0);
    }
    expect(settle({ ...place, y: place.y + scrolled }, 2000, heights, view)).toMatchObject({ rank: start.rank, y: expect.closeTo(start.y) as number });
  });

  it('shows exactly the rows that reach into the view and its margin', () => {
    const random = numbers(3);
    const heights = rows(300, () => 10 + (random.next().value! % 50));
    for (let turn = 0; turn < 200; turn++) {
      const place = settle({ rank: random.next().value! % 300, y: -(random.next().value! % 30) }, 300, heights, view);
      const { from, to, top } = windowAt(place, 300, heights, view, 40);
      expect(top).toBe(topOf(from, place, heights));
      expect(from === 0 || top <= -40).toBe(true);
      expect(from === 0 || topOf(from + 1, place, heights) > -40).toBe(true);
      expect(to === 300 || topOf(to, place, heights) >= view + 40).toBe(true);
    }
  });
});

function windowPlace(place: { rank: number; y: number }, heights: RowHeights) {
  const { from, top } = windowAt(place, 1000, heights, view, 100);
  return { rank: from, y: top };
}

describe('row heights', () => {
  it('take an unseen row for as high as those that were seen', () => {
    const heights = rows(1000, () => 60);
    expect(heights.of(5000)).toBeGreaterThan(55);
    expect(new RowHeights(20).of(1)).toBe(20);
  });

  it('are forgotten beyond a number, the oldest first', () => {
    const heights = new RowHeights(20, 10);
    for (let rank = 0; rank < 15; rank++) {
      heights.measure(rank, 100);
    }
    expect([heights.isMeasured(4), heights.isMeasured(5)]).toEqual([false, true]);
    heights.reset(20);
    expect(heights.of(14)).toBe(20);
  });
});
