import type { ScrollScale } from '../../../viewport/scroll-scale.ts';

/** What a reader meant by scrolling. */
export type ScrollIntent =
  /** So many pixels of rows: a wheel, a finger, a key. */
  | { readonly kind: 'by'; readonly pixels: number }
  /** To the place where this row pixel is at the top: the scroll bar. */
  | { readonly kind: 'to'; readonly top: number }
  | { readonly kind: 'start' | 'end' };

/** After a wheel, a finger or a key the browser may go on scrolling for so long, in milliseconds. */
const momentum = 500;

/**
 * Reads what is meant by the scroll events of an element, whose scroll bar stands for a log that may be far longer than it.
 * Tells the reader's scrolling from our own setting of the bar.
 */
export class ScrollInput {
  private last = 0;
  private lastByHand = -Infinity;
  private lastEvent = -Infinity;
  private touching = false;

  constructor(private readonly element: HTMLElement, private readonly now: () => number = () => performance.now()) {
    const byHand = (): void => {
      this.lastByHand = this.now();
    };
    element.addEventListener('wheel', byHand, { passive: true });
    element.addEventListener('keydown', byHand);
    element.addEventListener('touchmove', byHand, { passive: true });
    element.addEventListener('touchstart', () => (this.touching = true), { passive: true });
    for (const end of ['touchend', 'touchcancel'] as const) {
      element.addEventListener(end, () => {
        this.touching = false;
        byHand();
      });
    }
  }

  /** Whether the reader is scrolling, so that the bar must be left alone. */
  get isBusy(): boolean {
    return this.touching || this.now() - this.lastEvent < 150;
  }

  /** After a scroll event: what was meant; null when it was our own doing. */
  read(scale: ScrollScale): ScrollIntent | null {
    const top = this.element.scrollTop;
    const pixels = top - this.last;
    if (Math.abs(pixels) < 0.5) {
      return null;
    }
    this.last = top;
    this.lastEvent = this.now();
    const byHand = this.touching || this.lastEvent - this.lastByHand < momentum;
    if (byHand || Math.abs(pixels) <= this.element.clientHeight) {
      this.lastByHand = byHand ? this.lastEvent : this.lastByHand;
      return { kind: 'by', pixels };
    }
    if (top < 1) {
      return { kind: 'start' };
    }
    return top > scale.scrollEnd - 1 ? { kind: 'end' } : { kind: 'to', top: scale.toRows(top) };
  }

  /** Puts the bar to a place. */
  set(top: number): void {
    if (Math.abs(this.element.scrollTop - top) >= 0.5) {
      this.element.scrollTop = top;
    }
    this.last = this.element.scrollTop;
  }

  /** Whether the bar is so near an end that the next turn of the wheel would have no room, though the log has. */
  isCramped(scale: ScrollScale): boolean {
    const room = 2 * this.element.clientHeight;
    return this.last < room || this.last > scale.scrollEnd - room;
  }
}
