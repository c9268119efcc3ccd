import type { RowHeights } from './row-heights.ts';

/** Where a reader is: the row at `rank` begins `y` pixels below the top of the view (above it where negative). */
export interface ReadingPlace {
  readonly rank: number;
  readonly y: number;
}

/** The rows in view, and where the first of them begins. */
export interface RowWindow {
  readonly from: number;
  /** The first row behind it. */
  readonly to: number;
  readonly top: number;
}

export const placeOfStart: ReadingPlace = { rank: 0, y: 0 };

/** The last row ends where the view does. */
export function placeOfEnd(count: number, heights: RowHeights, view: number): ReadingPlace {
  return settle({ rank: Math.max(0, count - 1), y: view - (count > 0 ? heights.of(count - 1) : 0) }, count, heights, view);
}

/**
 * The same place with its rank at the first row that shows, and no blank before the first row or behind the last: those who
 * scroll further than the log goes stand at its end. Whatever is measured anew above or below, the row stays where it is.
 */
export function settle(place: ReadingPlace, count: number, heights: RowHeights, view: number): ReadingPlace {
  if (count === 0) {
    return placeOfStart;
  }
  const low = withoutBlankBelow(firstShown(place, count, heights), count, heights, view);
  const high = firstShown(low, count, heights);
  return high.rank === 0 && high.y > 0 ? placeOfStart : high;
}

/** The rows that show at a place, with `margin` pixels beside the view on both sides. */
export function windowAt(place: ReadingPlace, count: number, heights: RowHeights, view: number, margin: number): RowWindow {
  let from = Math.min(place.rank, count);
  let top = place.y;
  while (from > 0 && top > -margin) {
    top -= heights.of(--from);
  }
  let to = Math.min(place.rank, count);
  let bottom = place.y;
  while (to < count && bottom < view + margin) {
    bottom += heights.of(to++);
  }
  return { from, to, top };
}

/** Where a row begins, told from a place near it. */
export function topOf(rank: number, place: ReadingPlace, heights: RowHeights): number {
  let top = place.y;
  for (let at = place.rank; at < rank; at++) {
    top += heights.of(at);
  }
  for (let at = place.rank; at > rank; at--) {
    top -= heights.of(at - 1);
  }
  return top;
}

/** Whether the last row is in view down to its foot. */
export function isAtEnd(place: ReadingPlace, count: number, heights: RowHeights, view: number): boolean {
  let bottom = place.y;
  for (let rank = place.rank; rank < count; rank++) {
    bottom += heights.of(rank);
    if (bottom > view + 1) {
      return false;
    }
  }
  return true;
}

function firstShown(place: ReadingPlace, count: number, heights: RowHeights): ReadingPlace {
  let rank = Math.min(Math.max(0, place.rank), count - 1);
  let y = place.y;
  while (rank > 0 && y > 0) {
    y -= heights.of(--rank);
  }
  while (rank < count - 1 && y + heights.of(rank) <= 0) {
    y += heights.of(rank++);
  }
  return { rank, y };
}

function withoutBlankBelow(place: ReadingPlace, count: number, heights: RowHeights, view: number): ReadingPlace {
  let bottom = place.y;
  for (let rank = place.rank; rank < count; rank++) {
    bottom += heights.of(rank);
    if (bottom >= view) {
      return place;
    }
  }
  return { rank: place.rank, y: place.y + view - bottom };
}
