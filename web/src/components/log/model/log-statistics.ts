import { batch, signal } from '@preact/signals';
import type { LogScope } from '../../../api/entries.ts';
import type { LevelCounts } from '../../../api/levels.ts';
import { getStatistics, type LogStatistics } from '../../../api/statistics.ts';
import { toLogFilter, type ViewFilter } from './view-filter.ts';

const parts = { buckets: 160, steps: false, durations: false } as const;
/** While entries come, counts are asked for again so often, and never so often that the asking is a tenth of the time. */
const pause = 2_000;

/** Counts beside a log: by level, as they would be with every level shown; over time, as with all times shown. */
export class LogStatisticsModel {
  readonly counts = signal<LevelCounts | null>(null);
  readonly overTime = signal<LogStatistics | null>(null);
  /** The steps that entries name. */
  readonly steps = signal<readonly string[]>([]);
  private view: ViewFilter | null = null;
  private asking = new AbortController();
  private readonly closing = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly scope: LogScope) {}

  show(view: ViewFilter): void {
    this.view = view;
    clearTimeout(this.timer);
    this.timer = undefined;
    void this.read();
  }

  /** Entries have come: the counts are old. */
  outdate(): void {
    this.timer ??= setTimeout(() => void this.read(), pause);
  }

  /** Reads which steps there are: once, as it takes the server longer than the rest. */
  async readSteps(): Promise<void> {
    try {
      const { by_step } = await getStatistics(this.scope, {}, { buckets: 1, durations: false }, this.closing.signal);
      this.steps.value = Object.keys(by_step).toSorted();
    } catch {
      // Without them a step can still be chosen from an entry.
    }
  }

  close(): void {
    this.closing.abort();
    clearTimeout(this.timer);
    this.asking.abort();
  }

  private async read(): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    const view = this.view!;
    const began = performance.now();
    const allTimes = { ...view, levels: [], from: null, to: null };
    try {
      const overTime = await this.ask(allTimes, signal);
      const inRange = view.from === null && view.to === null ? overTime : await this.ask({ ...view, levels: [] }, signal);
      batch(() => {
        this.overTime.value = overTime;
        this.counts.value = inRange.by_level;
      });
    } catch {
      // The counts stay as they were; that the server is away is said elsewhere.
    }
    if (!signal.aborted) {
      clearTimeout(this.timer);
      const rest = Math.max(0, (performance.now() - began) * 10 - pause);
      this.timer = rest > 0 ? setTimeout(() => (this.timer = undefined), rest) : undefined;
    }
  }

  private ask(view: ViewFilter, signal: AbortSignal): Promise<LogStatistics> {
    return getStatistics(this.scope, toLogFilter(view), parts, signal);
  }
}
