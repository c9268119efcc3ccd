import { batch, signal } from '@preact/signals';
import { ApiError } from '../../api/problem.ts';
import { listMetrics, listStatusHistory, listSteps, type Metric, type RunStep, type StatusRow } from '../../api/run-reports.ts';
import { getRun, isUnderWay, type Run } from '../../api/runs.ts';
import { TimeLeft } from '../../viewport/time-left.ts';

/** A run under way is read so often, in milliseconds; a server that doesn't answer is asked again as often. */
const pause = 1_000;

/** More values than this are not shown. */
const mostMetrics = 20_000;

/** A run as it stands, with what belongs to it. */
export class RunModel {
  readonly run = signal<Run | null>(null);
  readonly error = signal<ApiError | null>(null);
  readonly steps = signal<readonly RunStep[]>([]);
  readonly history = signal<readonly StatusRow[]>([]);
  readonly metrics = signal<readonly Metric[]>([]);
  readonly metricsTotal = signal(0);
  /** Milliseconds until its progress is complete; null when that can't be told. */
  readonly timeLeft = signal<number | null>(null);
  private readonly pace = new TimeLeft();
  private readonly closing = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isReading = false;
  private again = false;

  constructor(private readonly id: string) {}

  start(): void {
    void this.read();
  }

  /** Something has happened: it is read anew soon. */
  outdate(): void {
    this.again = this.isReading;
    if (!this.isReading) {
      this.readIn(50);
    }
  }

  close(): void {
    this.closing.abort();
    clearTimeout(this.timer);
  }

  private readIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), milliseconds);
  }

  private async read(): Promise<void> {
    const { signal } = this.closing;
    this.isReading = true;
    try {
      // The run comes first: the rest of the page waits for nothing else.
      const steps = listSteps(this.id, signal);
      steps.catch(() => {});
      const before = this.run.peek();
      const run = await getRun(this.id, signal);
      this.take(run);
      this.steps.value = (await steps).steps;
      if (run.status !== before?.status || run.attempt !== before.attempt) {
        this.history.value = (await listStatusHistory(this.id, signal)).status_history;
      }
      await this.readMetrics(signal);
    } catch (error) {
      if (!signal.aborted) {
        this.error.value = error instanceof ApiError ? error : new ApiError(0, 'unknown', String(error));
      }
    }
    this.isReading = false;
    this.goOn();
  }

  private take(run: Run): void {
    if (run.progress) {
      this.pace.observe(run.progress.done, Date.now());
    }
    batch(() => {
      this.error.value = null;
      this.run.value = run;
      this.timeLeft.value = run.status === 'running' && run.progress?.total ? this.pace.until(run.progress.total, Date.now()) : null;
    });
  }

  private async readMetrics(signal: AbortSignal): Promise<void> {
    for (;;) {
      const known = this.metrics.peek();
      const page = await listMetrics(this.id, known.length, signal);
      if (page.metrics.length > 0) {
        this.metrics.value = [...known, ...page.metrics];
      }
      this.metricsTotal.value = page.total;
      if (!page.has_more || this.metrics.peek().length >= mostMetrics) {
        return;
      }
    }
  }

  private goOn(): void {
    const error = this.error.peek();
    const status = this.run.peek()?.status;
    if (this.closing.signal.aborted || error?.status === 404) {
      return;
    }
    if (this.again) {
      this.again = false;
      this.readIn(50);
    } else if (error || (status !== undefined && isUnderWay(status))) {
      this.readIn(document.hidden ? 10 * pause : pause);
    }
  }
}
