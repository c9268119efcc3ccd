import type { LogEntry } from '../../../api/entries.ts';
import type { RowWindow } from '../../../viewport/reading-place.ts';
import type { RowHeights } from '../../../viewport/row-heights.ts';

/** What rows are made from. */
export interface RowMaker {
  entryAt(rank: number): LogEntry | undefined;
  make(entry: LogEntry, rank: number): HTMLElement;
  makeWaiting(height: number): HTMLElement;
}

interface Row {
  readonly element: HTMLElement;
  /** What it was made from; `stale` when it has to be made anew. */
  readonly entry: LogEntry | undefined | 'stale';
}

/**
 * The rows that are in the document: those of a window, in its order, in one stack that is moved as a whole. A row stays as long
 * as it is in the window; one that holds an end of the reader's selection stays beyond it, out of sight.
 */
export class RowStack {
  private readonly rows = new Map<number, Row>();
  private readonly unmeasured = new Map<number, HTMLElement>();
  private pinned: readonly HTMLElement[] = [];

  constructor(readonly element: HTMLElement, private readonly maker: RowMaker) {}

  /** The rank of the row that a node is in; null outside. */
  rankOf(node: Node | null): number | null {
    const row = this.rowOf(node);
    return row === null ? null : rank(row);
  }

  at(rank: number): HTMLElement | undefined {
    return this.rows.get(rank)?.element;
  }

  /** Has exactly the rows of a window in the document. */
  show(window: RowWindow, heights: RowHeights, count: number): void {
    this.dropOutside(window);
    let next = this.element.firstElementChild;
    for (let at = window.from; at < window.to; at++) {
      // Passes over rows that stay above the window for the selection.
      while (next && rank(next) < at) {
        next = next.nextElementSibling;
      }
      const entry = this.maker.entryAt(at);
      const row = this.rows.get(at);
      if (row && row.entry === entry) {
        next = row.element.nextElementSibling;
        continue;
      }
      const element = this.place(at, entry, row?.element, next, heights);
      element.setAttribute('aria-posinset', String(at + 1));
      element.setAttribute('aria-setsize', String(count));
      next = element.nextElementSibling;
    }
  }

  /** Measures the rows that are new. Returns whether one is higher or lower than was thought. */
  measure(heights: RowHeights): boolean {
    let changed = false;
    for (const [at, element] of this.unmeasured) {
      const height = element.getBoundingClientRect().height;
      changed ||= Math.abs(height - heights.of(at)) > 0.01;
      heights.measure(at, height);
    }
    this.unmeasured.clear();
    return changed;
  }

  /** A row is to be made anew, or all. */
  renew(only?: number): void {
    for (const [at, row] of this.rows) {
      if (only === undefined || at === only) {
        this.rows.set(at, { element: row.element, entry: 'stale' });
      }
    }
  }

  /** A row may have another height than when it was measured, or all. */
  remeasure(only?: number): void {
    for (const [at, row] of this.rows) {
      if ((only === undefined || at === only) && row.entry !== undefined) {
        this.unmeasured.set(at, row.element);
      }
    }
  }

  /** Keeps the rows that hold these nodes in the document until others are named. */
  pin(nodes: readonly (Node | null)[]): void {
    const before = this.pinned;
    this.pinned = nodes.map((node) => this.rowOf(node)).filter((row) => row !== null);
    for (const row of before) {
      if (isPinned(row) && !this.pinned.includes(row)) {
        row.remove();
      }
    }
  }

  private rowOf(node: Node | null): HTMLElement | null {
    const element = node instanceof Element ? node : node?.parentElement;
    const row = element?.closest<HTMLElement>('.log-row') ?? null;
    return row !== null && this.element.contains(row) ? row : null;
  }

  private place(at: number, entry: LogEntry | undefined, old: HTMLElement | undefined, next: Element | null, heights: RowHeights): HTMLElement {
    const kept = old === undefined && entry !== undefined ? this.unpin(at, entry) : undefined;
    const element = kept ?? (entry === undefined ? this.maker.makeWaiting(heights.of(at)) : this.maker.make(entry, at));
    if (old) {
      replace(old, element);
    } else if (!kept) {
      this.element.insertBefore(element, next);
    }
    element.dataset['rank'] = String(at);
    this.rows.set(at, { element, entry });
    if (entry !== undefined) {
      this.unmeasured.set(at, element);
    }
    return element;
  }

  /** A row that stayed for the selection comes back into the window, where it still stands in its place. */
  private unpin(at: number, entry: LogEntry): HTMLElement | undefined {
    const row = this.pinned.find((pinned) => isPinned(pinned) && rank(pinned) === at);
    if (row?.dataset['seq'] !== String(entry.seq)) {
      row?.remove();
      return undefined;
    }
    row.classList.remove('is-pinned');
    return row;
  }

  private drop(row: HTMLElement): void {
    if (row.contains(document.activeElement)) {
      // Keys go on to work where they did.
      this.element.closest<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
    }
    if (this.pinned.includes(row)) {
      row.classList.add('is-pinned');
    } else {
      row.remove();
    }
  }

  private dropOutside(window: RowWindow): void {
    for (const [at, row] of this.rows) {
      if (at < window.from || at >= window.to) {
        this.rows.delete(at);
        this.unmeasured.delete(at);
        this.drop(row.element);
      }
    }
  }
}

const rank = (row: Element): number => Number((row as HTMLElement).dataset['rank']);

const isPinned = (row: HTMLElement): boolean => row.classList.contains('is-pinned');

function replace(old: HTMLElement, element: HTMLElement): void {
  const hadFocus = old.contains(document.activeElement);
  old.replaceWith(element);
  if (hadFocus) {
    element.focus({ preventScroll: true });
  }
}
