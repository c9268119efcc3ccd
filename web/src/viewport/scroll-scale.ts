/** Browsers don't take elements of any height (Firefox: some 17 million pixels); longer logs are scrolled at a scale. */
const tallest = 8_000_000;

/** Within so many pixels of both ends the scale is one to one, so that scrolling up to an end comes to it and not past it. */
const edge = 200_000;

/**
 * Between the pixels of a log, however long, and those of the scroll bar: one to one where the log is short enough; else
 * one to one near both ends and evenly squeezed between.
 */
export class ScrollScale {
  /** The height to give to the element that scrolls. */
  readonly scrollHeight: number;

  /** @param height All rows together. @param view The height of the view. */
  constructor(private readonly height: number, private readonly view: number) {
    this.scrollHeight = Math.max(view, Math.min(height, tallest));
  }

  get isSqueezed(): boolean {
    return this.height > tallest;
  }

  /** The greatest place of the scroll bar. */
  get scrollEnd(): number {
    return this.scrollHeight - this.view;
  }

  /** The place of the scroll bar when the row pixel `top` is at the top of the view. */
  toScroll(top: number): number {
    return this.map(Math.min(Math.max(0, top), this.rowEnd), this.rowEnd, this.scrollEnd);
  }

  /** The row pixel that is at the top of the view for a place of the scroll bar. */
  toRows(scroll: number): number {
    return this.map(Math.min(Math.max(0, scroll), this.scrollEnd), this.scrollEnd, this.rowEnd);
  }

  private get rowEnd(): number {
    return Math.max(0, this.height - this.view);
  }

  private map(from: number, fromEnd: number, toEnd: number): number {
    if (!this.isSqueezed || from <= edge) {
      return from;
    }
    if (from >= fromEnd - edge) {
      return toEnd - (fromEnd - from);
    }
    return edge + (from - edge) * ((toEnd - 2 * edge) / (fromEnd - 2 * edge));
  }
}
