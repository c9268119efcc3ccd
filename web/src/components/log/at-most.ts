/** Calls at most once in so many milliseconds: at once when it was long ago, else later with what was given last. */
export function atMost<T>(milliseconds: number, call: (value: T) => void): (value: T) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: T;
  let called = -Infinity;
  const now = (): void => {
    timer = undefined;
    called = performance.now();
    call(latest);
  };
  return (value) => {
    latest = value;
    const wait = called + milliseconds - performance.now();
    if (wait <= 0) {
      now();
    } else {
      timer ??= setTimeout(now, wait);
    }
  };
}
