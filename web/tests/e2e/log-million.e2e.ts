import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, open, startBrowser } from './browser.ts';
import { numbered, startRun, type WrittenRun } from './runs.ts';
import { startServer, type Server } from './server.ts';
import { opened, shown } from './viewer.ts';

const total = 1_000_000;
const request = 50_000;
const stops = 100;

describe.skipIf(!hasBrowser)('a run of a million entries', () => {
  let server: Server;
  let browser: Browser;
  let run: WrittenRun;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    run = await startRun(server);
    for (let from = 1; from <= total; from += request) {
      await run.write(numbered(from, from + request));
    }
    await run.patch({ status: 'completed' });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('opens at its end and is scrolled from end to end, every place in its place', async () => {
    const began = performance.now();
    const { page, errors } = await open(browser, server.url + run.path);
    await opened(page);
    const opening = performance.now() - began;
    await page.getByText('Complete: 1,000,000 of 1,000,000 entries').waitFor();
    expect((await shown(page)).lastSeq).toBe(total);

    const frames = await page.evaluate(async (stops) => {
      const list = document.querySelector('.log-list')!;
      const times: number[] = [];
      for (let stop = stops; stop >= 0; stop--) {
        const before = performance.now();
        list.scrollTop = ((list.scrollHeight - list.clientHeight) * stop) / stops;
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        times.push((performance.now() - before) / 2);
      }
      return times.toSorted((a, b) => a - b);
    }, stops);
    await expect.poll(async () => (await shown(page)).seq).toBe(1);
    console.log(`a million entries: first rows after ${opening.toFixed(0)} ms; dragged end to end, a frame took ${frames[stops / 2]!.toFixed(1)} ms (median), ${frames[stops - 1]!.toFixed(1)} ms (longest)`);

    for (const part of [0.1, 0.25, 0.5, 0.9]) {
      await page.evaluate((part) => {
        const list = document.querySelector('.log-list')!;
        list.scrollTop = (list.scrollHeight - list.clientHeight) * part;
      }, part);
      await expect.poll(async () => Math.abs((await shown(page)).seq / total - part)).toBeLessThan(0.02);
      await expect.poll(async () => (await shown(page)).waiting).toBe(0);
      expect((await shown(page)).rows).toBeLessThan(120);
    }
    expect(errors).toEqual([]);
  });

  test('a permalink into its middle, and the last error before it, are there at once', async () => {
    const { page } = await open(browser, `${server.url}${run.path}#654321`);
    await page.locator('.log-row.is-marked', { hasText: 'entry 654321' }).waitFor();
    await page.keyboard.press('E');
    await page.locator('.log-row.is-active', { hasText: 'entry 654299' }).waitFor();
  });
});
