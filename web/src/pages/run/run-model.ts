import { signal } from '@preact/signals';
import { getRun, isUnderWay, type Run } from '../../api/runs.ts';

/** A run as it stands. */
export class RunModel {
  readonly run = signal<Run | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(private readonly id: string) {}

  start(): void {
    void this.read();
  }

  outdate(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), 100);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private async read(): Promise<void> {
    try {
      this.run.value = await getRun(this.id);
    } catch {
      // said elsewhere
    }
    if (!this.closed && this.run.value && isUnderWay(this.run.value.status)) {
      this.timer = setTimeout(() => void this.read(), 1000);
    }
  }
}
