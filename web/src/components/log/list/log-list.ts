import type { LogEntry } from '../../../api/entries.ts';
import { isAtEnd, placeOfEnd, placeOfStart, settle, topOf, windowAt, type ReadingPlace } from '../../../viewport/reading-place.ts';
import { RowHeights } from '../../../viewport/row-heights.ts';
import type { RankedLog } from '../../../viewport/ranked-log.ts';
import { ScrollScale } from '../../../viewport/scroll-scale.ts';
import { make } from './elements.ts';
import { rowElement, waitingRow } from './row-element.ts';
import type { RowActions, RowContext } from './row-context.ts';
import { RowStack } from './row-stack.ts';
import { ScrollInput, type ScrollIntent } from './scroll-input.ts';

/** What the list tells. */
export interface ListEvents {
  /** The reader holds on to the end, or has left it. */
  following(is: boolean): void;
  /** Other rows are in view. */
  viewed(first: LogEntry | undefined, last: LogEntry | undefined): void;
  /** Another entry is the active one. */
  activated(entry: LogEntry): void;
}

const lineHeight = 20;
/** Rows are made so many pixels beyond the view. */
const margin = 120;
/** Rows further away than this from where the reader is are not in view, however low they are. */
const near = 1_000;

/**
 * A list of any number of entries of any height. Where the reader is, is a row and its distance from the top of the view;
 * everything else (which rows are in the document, where they stand, where the scroll bar is) follows from it, once a frame.
 */
export class LogList {
  readonly element = make('div', 'log-list');
  private readonly spacer = make('div', 'log-spacer');
  private readonly layer = make('div', 'log-layer');
  private readonly stack: RowStack;
  private readonly heights = new RowHeights(lineHeight);
  private readonly input: ScrollInput;
  private readonly opened = new Set<number>();
  private readonly resized: ResizeObserver;
  private log: RankedLog | null = null;
  private context: RowContext;
  private place: ReadingPlace = placeOfStart;
  /** A row that stays where it is whatever turns out about the rows around it, until the reader scrolls. */
  private held: ReadingPlace | null = null;
  private follows = true;
  private active: number | null = null;
  private marked: number | null = null;
  private view = 0;
  private width = 0;
  private widest = 0;
  private frame = 0;
  private settling = 0;

  constructor(context: RowContext, private readonly actions: RowActions, private readonly events: ListEvents) {
    this.context = context;
    this.stack = new RowStack(make('div', 'log-rows'), {
      entryAt: (rank) => this.log?.at(rank),
      make: (entry) => this.makeRow(entry),
      makeWaiting: waitingRow,
    });
    this.layer.append(this.stack.element);
    this.spacer.append(this.layer);
    this.element.append(this.spacer);
    this.input = new ScrollInput(this.element);
    this.element.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.element.addEventListener('focusin', (event) => this.showFocus(event.target as Element));
    this.resized = new ResizeObserver(() => this.measureView());
    this.resized.observe(this.element);
  }

  /** Shows another log, at its end until told otherwise. */
  show(log: RankedLog | null): void {
    this.log = log;
    this.heights.reset();
    this.stack.renew();
    this.active = null;
    this.held = null;
    this.place = placeOfStart;
    this.paintSoon();
  }

  /** Shows rows another way. The row at the top of the view stays there. */
  setContext(context: RowContext): void {
    this.context = context;
    this.holdCurrent();
    this.stack.renew();
    this.heights.reset();
    this.widest = 0;
    this.spacer.style.minWidth = '';
    this.paintSoon();
  }

  get isFollowing(): boolean {
    return this.follows;
  }

  /** The entry that the reader is at: the active one where it is in view, else the first that shows. */
  get current(): LogEntry | undefined {
    return (this.active !== null && this.isInView(this.active) ? this.log?.at(this.active) : undefined) ?? this.log?.at(this.place.rank);
  }

  get currentRank(): number {
    return this.active !== null && this.isInView(this.active) ? this.active : this.place.rank;
  }

  /** A step from the current entry; none from the first one that shows while no entry is active, which a key only makes active. */
  step(direction: 1 | -1): number {
    return this.active === null || !this.isInView(this.active) ? (this.follows && direction < 0 ? (this.log?.total ?? 1) - 1 - this.place.rank : 0) : direction;
  }

  rowAt(rank: number): HTMLElement | undefined {
    return this.stack.at(rank);
  }

  rankOf(node: Node | null): number | null {
    return this.stack.rankOf(node);
  }

  pin(nodes: readonly (Node | null)[]): void {
    this.stack.pin(nodes);
  }

  /** Something was read or appended. */
  paintSoon(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  goToEnd(): void {
    this.setFollowing(true);
    this.paintSoon();
  }

  goToStart(): void {
    this.goTo(0, 0);
  }

  /** Has a row at a part of the view's height (0 its top), not further than it must where the row is in view already. */
  goTo(rank: number, part = 1 / 3): void {
    this.setFollowing(false);
    this.held = { rank, y: this.element.clientHeight * part };
    this.paintSoon();
  }

  /** Moves the view by pixels of rows. */
  moveBy(pixels: number): void {
    this.intend({ kind: 'by', pixels });
  }

  get viewHeight(): number {
    return this.view;
  }

  /** Makes an entry the active one, with the focus, and no further from where the reader is than it must be. */
  activate(rank: number): void {
    const count = this.log?.total ?? 0;
    const to = Math.min(Math.max(0, rank), count - 1);
    if (count > 0) {
      this.setActive(to);
      this.bringIntoView(to);
      this.paint();
      this.stack.at(to)?.focus({ preventScroll: true });
    }
  }

  /** Makes an entry the active one; where it isn't in view, it comes with some of its neighbours before and behind. */
  reveal(rank: number): void {
    this.setActive(rank);
    const top = this.isInView(rank) ? topOf(rank, this.place, this.heights) : -1;
    if (top < 0 || top + Math.min(this.heights.of(rank), this.view / 2) > this.view) {
      this.goTo(rank);
    } else {
      this.setFollowing(false);
      this.paintSoon();
    }
  }

  /** Opens or closes an entry. It stays where it is, and the view with it. */
  toggle(rank: number, open?: boolean): void {
    const entry = this.log?.at(rank);
    if (!entry || open === this.opened.has(entry.seq)) {
      return;
    }
    if (!this.opened.delete(entry.seq)) {
      this.opened.add(entry.seq);
    }
    this.setFollowing(false);
    const top = topOf(rank, this.place, this.heights);
    this.held = { rank, y: top };
    this.stack.renew(rank);
    this.heights.forget(rank);
    this.paint();
    // What was opened below the foot of the view comes up, as far as its head stays in view.
    const below = top + this.heights.of(rank) - this.view;
    if (this.isOpen(rank) && below > 0 && top > 0) {
      this.held = { rank, y: top - Math.min(top, below) };
      this.paint();
    }
  }

  isOpen(rank: number): boolean {
    const entry = this.log?.at(rank);
    return entry !== undefined && this.opened.has(entry.seq);
  }

  /** Marks the entry that the address names. */
  mark(seq: number | null): void {
    this.marked = seq;
    this.stack.renew();
    this.paintSoon();
  }

  destroy(): void {
    this.resized.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.settling);
  }

  private makeRow(entry: LogEntry): HTMLElement {
    const row = rowElement(entry, this.opened.has(entry.seq), this.context, this.actions, () => this.remeasure(row));
    row.dataset['seq'] = String(entry.seq);
    row.classList.toggle('is-marked', entry.seq === this.marked);
    row.classList.toggle('is-active', this.active !== null && this.log?.at(this.active) === entry);
    return row;
  }

  /** The browser can't scroll to what the Tab key comes to within a row: the list does. */
  private showFocus(target: Element): void {
    if (target === this.element || target.classList.contains('log-row')) {
      return;
    }
    const view = this.element.getBoundingClientRect();
    const { top, bottom } = target.getBoundingClientRect();
    const pixels = bottom > view.top + this.view ? bottom - view.top - this.view + lineHeight : top < view.top ? top - view.top - lineHeight : 0;
    if (pixels !== 0) {
      this.moveBy(pixels);
    }
  }

  private remeasure(row: HTMLElement): void {
    const rank = this.stack.rankOf(row);
    if (rank !== null) {
      this.stack.remeasure(rank);
      this.paintSoon();
    }
  }

  private setActive(rank: number): void {
    if (this.active !== null) {
      this.stack.at(this.active)?.classList.remove('is-active');
    }
    this.active = rank;
    this.stack.at(rank)?.classList.add('is-active');
    const entry = this.log?.at(rank);
    if (entry) {
      this.events.activated(entry);
    }
  }

  private isInView(rank: number): boolean {
    if (Math.abs(rank - this.place.rank) > near) {
      return false;
    }
    const top = topOf(rank, this.place, this.heights);
    return top + this.heights.of(rank) > 0 && top < this.view;
  }

  private bringIntoView(rank: number): void {
    const last = (this.log?.total ?? 0) - 1;
    if (Math.abs(rank - this.place.rank) > near) {
      this.goTo(rank);
      return;
    }
    const top = topOf(rank, this.place, this.heights);
    const below = top + Math.min(this.heights.of(rank), this.view) - this.view;
    if (top < 0 || below > 0) {
      this.setFollowing(rank === last && this.follows);
      this.held = { rank, y: top < 0 ? 0 : top - below };
    } else if (rank < last) {
      this.setFollowing(false);
    }
  }

  private setFollowing(follows: boolean): void {
    if (this.follows !== follows) {
      this.follows = follows;
      this.events.following(follows);
    }
  }

  private scrolled(): void {
    const intent = this.input.read(this.scale());
    if (intent) {
      this.intend(intent);
    }
  }

  private intend(intent: ScrollIntent): void {
    const count = this.log?.total ?? 0;
    this.held = null;
    if (intent.kind === 'by') {
      this.place = settle({ rank: this.place.rank, y: this.place.y - intent.pixels }, count, this.heights, this.view);
      this.setFollowing(intent.pixels > 0 && isAtEnd(this.place, count, this.heights, this.view));
    } else if (intent.kind === 'end') {
      this.setFollowing(true);
    } else {
      const typical = this.heights.typical;
      const top = intent.kind === 'to' ? intent.top : 0;
      const rank = Math.floor(top / typical);
      this.place = { rank, y: -(top / typical - rank) * this.heights.of(rank) };
      this.setFollowing(false);
    }
    this.paintSoon();
  }

  private holdCurrent(): void {
    const rank = this.currentRank;
    this.held ??= { rank, y: topOf(rank, this.place, this.heights) };
  }

  private measureView(): void {
    const [view, width] = [this.element.clientHeight, this.element.clientWidth];
    if (width !== this.width) {
      this.holdCurrent();
      this.heights.reset();
      this.stack.remeasure();
    }
    this.view = view;
    this.width = width;
    this.layer.style.height = `${view}px`;
    this.paint();
  }

  private paint(): void {
    const count = this.log?.total ?? 0;
    let window = { from: 0, to: 0, top: 0 };
    // Rows may turn out to be higher or lower than was thought, so that others come into the window; that settles in two or three turns.
    for (let turn = 0; turn < 6; turn++) {
      this.place = this.follows ? placeOfEnd(count, this.heights, this.view) : settle(this.held ?? this.place, count, this.heights, this.view);
      window = windowAt(this.place, count, this.heights, this.view, margin);
      this.stack.show(window, this.heights, count);
      if (!this.stack.measure(this.heights)) {
        break;
      }
    }
    this.stack.element.style.transform = `translateY(${window.top}px)`;
    if (!this.context.wraps) {
      this.widen();
    }
    this.log?.want(window.from - 20, window.to + 20);
    this.syncBar();
    this.events.viewed(this.log?.at(this.place.rank), this.log?.at(Math.max(0, window.to - 1)));
  }

  /** Lines that don't wrap can be scrolled sideways as far as the longest that was seen. */
  private widen(): void {
    const width = this.stack.element.scrollWidth;
    if (width > this.widest) {
      this.widest = width;
      this.spacer.style.minWidth = width > this.width ? `${width}px` : '';
    }
  }

  private scale(): ScrollScale {
    return new ScrollScale((this.log?.total ?? 0) * this.heights.typical, this.view);
  }

  private syncBar(): void {
    const scale = this.scale();
    const busy = this.input.isBusy && !this.follows;
    clearTimeout(this.settling);
    if (busy && !this.input.isCramped(scale)) {
      this.settling = setTimeout(() => this.paintSoon(), 200) as unknown as number;
      return;
    }
    this.spacer.style.height = `${scale.scrollHeight}px`;
    this.input.set(this.follows ? scale.scrollEnd : scale.toScroll(this.rowsAbove()));
  }

  /** Pixels of rows above the view, taking unseen rows for typical ones. */
  private rowsAbove(): number {
    const { rank, y } = this.place;
    return (rank - y / this.heights.of(rank)) * this.heights.typical;
  }
}
