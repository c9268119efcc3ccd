import type { Page } from 'playwright-core';

/** What is in view in the log viewer of a page. */
export interface Shown {
  /** The seq of the first row that shows, and where it begins in pixels below the top of the view. */
  readonly seq: number;
  readonly y: number;
  readonly lastSeq: number;
  readonly rows: number;
  readonly waiting: number;
}

/** Waits until the viewer shows entries. */
export const opened = (page: Page): Promise<void> => page.locator('.log-row:not(.is-waiting)').first().waitFor();

export const shown = (page: Page): Promise<Shown> =>
  page.evaluate(() => {
    const view = document.querySelector('.log-list')!.getBoundingClientRect();
    const all = [...document.querySelectorAll<HTMLElement>('.log-row:not(.is-pinned)')];
    const rows = all.filter((row) => row.getBoundingClientRect().bottom > view.top + 0.5 && row.getBoundingClientRect().top < view.bottom - 0.5);
    const here = rows.filter((row) => !row.classList.contains('is-waiting'));
    const seq = (row: HTMLElement | undefined): number => Number(row?.dataset['seq'] ?? -1);
    return {
      seq: seq(here[0]), y: here[0] ? here[0].getBoundingClientRect().top - view.top : 0, lastSeq: seq(here.at(-1)), rows: all.length, waiting: rows.length - here.length,
    };
  });

/** Drags the scroll bar: a part of the log, from 0 to 1. */
export const dragTo = (page: Page, part: number): Promise<void> =>
  page.evaluate((part) => {
    const list = document.querySelector('.log-list')!;
    list.scrollTop = (list.scrollHeight - list.clientHeight) * part;
  }, part);

/** Reads the whole log from its first entry to its last by the Page Down key, in a tall window, each message once, in the order of the list. */
export async function readThrough(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 1280, height: 3_000 });
  const list = page.locator('.log-list');
  await list.press('Home');
  await page.locator('.log-row[aria-posinset="1"]:not(.is-waiting)').waitFor();
  const messages = new Map<number, string>();
  for (let before = -1; ; ) {
    await page.waitForFunction(() => !document.querySelector('.log-row.is-waiting'));
    const rows = await list.evaluate((element) =>
      [...element.querySelectorAll<HTMLElement>('.log-row:not(.is-pinned)')].map((row) => [Number(row.ariaPosInSet), row.querySelector('.log-message')!.textContent!] as const));
    rows.forEach(([place, message]) => messages.set(place, message));
    const last = rows.at(-1)![0];
    if (last === before) {
      return [...messages].toSorted(([a], [b]) => a - b).map(([, message]) => message);
    }
    before = last;
    await list.press('PageDown');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
}
