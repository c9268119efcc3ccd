/** The longest that news waits to be shown, in milliseconds. */
const longest = 400;

/**
 * Shows news in frames, but not in more of them than leave the page free for most of the time: after one that took long the next
 * waits three times as long. However fast entries come and however slow the machine, keys and clicks get through.
 */
export class CalmFrames {
  private frame = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isPainting = false;
  private isWanted = false;
  private notBefore = 0;

  constructor(private readonly show: () => void) {}

  request(): void {
    this.isWanted = true;
    if (this.frame !== 0 || this.timer !== undefined || this.isPainting) {
      return;
    }
    const wait = this.notBefore - performance.now();
    if (wait > 8) {
      this.timer = setTimeout(() => this.begin(), wait);
    } else {
      this.begin();
    }
  }

  cancel(): void {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.timer = undefined;
    this.frame = 0;
    this.isWanted = false;
  }

  private begin(): void {
    this.timer = undefined;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.isWanted = false;
      this.isPainting = true;
      const began = performance.now();
      this.show();
      // A task behind the frame: by then the browser has laid out and painted what was shown.
      setTimeout(() => this.painted(began));
    });
  }

  private painted(began: number): void {
    const now = performance.now();
    this.notBefore = now + Math.min(longest, 3 * (now - began));
    this.isPainting = false;
    if (this.isWanted) {
      this.request();
    }
  }
}
