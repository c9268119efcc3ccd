import { signal } from '@preact/signals';

const span = 2_000;

/** How many entries a second came lately; 0 when none do. */
export class Pace {
  readonly perSecond = signal(0);
  private counts: { readonly at: number; readonly count: number }[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  count(entries: number): void {
    if (entries > 0) {
      this.counts.push({ at: performance.now(), count: entries });
      this.timer ??= setTimeout(() => this.tell(), 500);
    }
  }

  private tell(): void {
    const from = performance.now() - span;
    this.counts = this.counts.filter((count) => count.at >= from);
    const total = this.counts.reduce((sum, count) => sum + count.count, 0);
    this.perSecond.value = Math.round((total * 1000) / span);
    this.timer = total > 0 ? setTimeout(() => this.tell(), 500) : undefined;
  }
}
