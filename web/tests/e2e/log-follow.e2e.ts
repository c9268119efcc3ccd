import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, open, startBrowser, type WatchedPage } from './browser.ts';
import { wayTo, type CuttableWay } from './cuttable.ts';
import { numbered, startRun } from './runs.ts';
import { startServer, type Server } from './server.ts';
import { opened, readThrough, shown } from './viewer.ts';

describe.skipIf(!hasBrowser)('following a run', () => {
  let server: Server;
  let way: CuttableWay;
  let browser: Browser;
  let watched: WatchedPage | null = null;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    way = await wayTo(server.url);
  });
  afterEach(async () => {
    way.refuse(false);
    await watched?.close();
    watched = null;
  });
  afterAll(async () => {
    await browser?.close();
    way?.close();
    await server?.close();
  });

  const show = async (path: string): Promise<Page> => {
    watched = await open(browser, way.url + path);
    return watched.page;
  };

  test('a run without entries is waited for', async () => {
    const run = await startRun(server);
    const page = await show(run.path);
    await page.getByText('No entries yet').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await run.write(numbered(1, 4));
    await page.locator('.log-row', { hasText: 'entry 3' }).waitFor();
    expect(await page.locator('.log-row').count()).toBe(3);
  });

  test('goes on through broken connections, complete and in order', async () => {
    const run = await startRun(server);
    await run.write(numbered(1, 301));
    const page = await show(run.path);
    await opened(page);
    await page.getByText('Live', { exact: true }).waitFor();
    for (let round = 0; round < 3; round++) {
      const from = 301 + round * 200;
      await run.write(numbered(from, from + 50));
      way.cut();
      await run.write(numbered(from + 50, from + 100));
      await page.locator('.log-row', { hasText: new RegExp(`entry ${from + 99}$`) }).waitFor();
      await run.write(numbered(from + 100, from + 200));
    }
    await run.patch({ status: 'completed' });
    await page.getByText('Complete: 900 of 900 entries').waitFor();
    expect(await readThrough(page)).toEqual(Array.from({ length: 900 }, (_, index) => `entry ${index + 1}`));
  });

  test('says so while there is no connection, and connects at once when asked to', async () => {
    const run = await startRun(server);
    await run.write(numbered(1, 11));
    const page = await show(run.path);
    await page.getByText('Live', { exact: true }).waitFor();
    way.refuse(true);
    way.cut();
    await page.getByText(/Connection lost/).waitFor();
    expect(await page.getByText('Live', { exact: true }).count()).toBe(0);
    way.refuse(false);
    await page.getByRole('button', { name: 'Connect now' }).click({ timeout: 2_000 }).catch(() => {}); // It may have come back by itself.
    await page.getByText('Live', { exact: true }).waitFor();
  });

  test('where no WebSocket comes through, Server-Sent Events do', async () => {
    const run = await startRun(server);
    await run.write(numbered(1, 101));
    watched = await open(browser, way.url + '/');
    const { page } = watched;
    await page.routeWebSocket(/\/logs\/ws/, (socket) => socket.close());
    await page.goto(way.url + run.path);
    await page.getByText('Live', { exact: true }).waitFor();
    await run.write(numbered(101, 201));
    await run.patch({ status: 'completed' });
    await page.getByText('Complete: 200 of 200 entries').waitFor();
    expect(await readThrough(page)).toHaveLength(200);
  });

  test('nothing moves under a reader who has scrolled up; what came is counted, and a click follows again', async () => {
    const run = await startRun(server);
    await run.write(numbered(1, 401));
    const page = await show(run.path);
    await opened(page);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.locator('.log-list').hover();
    await page.mouse.wheel(0, -700);
    await expect.poll(async () => (await shown(page)).lastSeq).toBeLessThan(400);
    const before = await shown(page);
    for (let from = 401; from < 901; from += 50) {
      await run.write(numbered(from, from + 50));
    }
    await page.getByRole('button', { name: '500 new entries' }).waitFor();
    expect(await shown(page)).toMatchObject({ seq: before.seq, y: before.y });
    await page.getByRole('button', { name: '500 new entries' }).click();
    await expect.poll(async () => (await shown(page)).lastSeq).toBe(900);
    await run.write(numbered(901, 951));
    await expect.poll(async () => (await shown(page)).lastSeq).toBe(950);
  });

  test('a filter holds for what comes as well', async () => {
    const run = await startRun(server);
    await run.write(numbered(1, 101));
    const page = await show(`${run.path}?level=ERROR`);
    await page.locator('.log-row', { hasText: 'entry 99' }).waitFor();
    await run.write(numbered(101, 201));
    await page.locator('.log-row', { hasText: 'entry 199' }).waitFor();
    expect(await page.locator('.log-row .log-message').allTextContents()).toEqual(['entry 49', 'entry 99', 'entry 149', 'entry 199']);
  });

  test('the server may go and come again', async () => {
    const run = await startRun(server);
    await run.write(numbered(1, 51));
    const page = await show(run.path);
    await page.getByText('Live', { exact: true }).waitFor();
    await server.stop();
    await page.getByText(/Connection lost/).waitFor();
    await server.start();
    await run.write(numbered(51, 101));
    await page.locator('.log-row', { hasText: 'entry 100' }).waitFor({ timeout: 40_000 });
    expect(await readThrough(page)).toHaveLength(100);
  });

  test('keys get through while thousands of entries a second come', async () => {
    const run = await startRun(server);
    await run.write(numbered(1, 101));
    const page = await show(run.path);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.evaluate(() => {
      const heard: number[] = [];
      Object.assign(window, { heard });
      addEventListener('keydown', (event) => heard.push(performance.now() - event.timeStamp), { capture: true });
    });
    let writing = true;
    const writer = (async () => {
      let next = 101;
      for (const began = performance.now(); writing; ) {
        const due = Math.floor((performance.now() - began) * 5) + 101;
        if (due > next) {
          await run.write(numbered(next, Math.min(due, next + 5_000)));
          next = Math.min(due, next + 5_000);
        } else {
          await new Promise((done) => setTimeout(done, 5));
        }
      }
      return next - 1;
    })();
    for (let press = 0; press < 30; press++) {
      await page.keyboard.press('Shift');
      await page.waitForTimeout(50);
    }
    writing = false;
    const total = await writer;
    await run.patch({ status: 'completed' });
    const words = total.toLocaleString('en');
    await page.getByText(`Complete: ${words} of ${words} entries`).waitFor();
    const heard = (await page.evaluate(() => (window as unknown as { heard: number[] }).heard)).toSorted((a, b) => a - b);
    expect(heard).toHaveLength(30);
    console.log(`following ${words} entries: a key was heard after ${heard[15]!.toFixed(0)} ms (median), ${heard[29]!.toFixed(0)} ms (longest)`);
  });
});
