import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, open, startBrowser, type WatchedPage } from './browser.ts';
import { startServer, type Server } from './server.ts';

const hour = 3_600_000;

describe.skipIf(!hasBrowser)('explore', () => {
  let server: Server;
  let browser: Browser;
  let opened: WatchedPage | null = null;
  let run = '';

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    const write = async (name: string, entries: readonly object[]) => {
      const job = await server.call<{ id: string }>('POST', '/api/cronjobs', { name, type: 'external' });
      const made = await server.call<{ id: string }>('POST', `/api/cronjobs/${job.id}/runs`);
      await server.call('POST', `/api/job-runs/${made.id}/logs`, entries);
      return made.id;
    };
    const at = (hours: number) => new Date(Date.now() - hours * hour).toISOString();
    run = await write('importer', [
      ...Array.from({ length: 150 }, (_, n) => ({ message: `row ${n}`, step: 'read', timestamp: at(3) })),
      { message: 'Disk is full 磁盘已满', level: 'ERROR', step: 'write', error_code: 'DISK_FULL', timestamp: at(1), details: { path: '/var/spool' } },
    ]);
    await write('exporter', [{ message: 'slow disk', level: 'WARNING', step: 'send', timestamp: at(2) }]);
  });
  afterEach(async () => {
    expect(opened).toMatchObject({ foreign: [], violations: [], errors: [] });
    await opened?.close();
    opened = null;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const show = async (path: string) => (opened = await open(browser, server.url + path)).page;

  test('a search finds entries of all jobs, marks them and stands in the address', async () => {
    const page = await show('/explore');
    await page.getByText(/^152 entries/).waitFor();
    await page.getByLabel('Search messages').fill('DISK');
    await page.getByText(/^2 entries/).waitFor();

    expect(new URL(page.url()).searchParams.get('search')).toBe('DISK');
    await expect.poll(() => page.locator('mark').allTextContents()).toEqual(['disk', 'Disk']);
  });

  test('facets narrow by level, job, step and error code, with counts, and back again', async () => {
    const page = await show('/explore');
    const facets = page.getByRole('complementary', { name: 'Narrow by' });
    await facets.getByRole('button', { name: /importer 151/ }).click();
    await page.getByText(/^151 entries/).waitFor();
    await facets.getByRole('button', { name: /Error 1/ }).click();
    await page.getByText(/^1 entries/).waitFor();
    const address = new URL(page.url());
    expect([address.searchParams.get('level'), address.searchParams.get('job')?.slice(0, 4)]).toEqual(['ERROR', 'job_']);

    await page.goBack();
    await page.getByText(/^151 entries/).waitFor();
  });

  test('an address brings the same question back', async () => {
    const page = await show('/explore?search=disk&level=ERROR&step=write&error_code=DISK_FULL&period=7d');
    await page.getByText(/^1 entries/).waitFor();
    expect(await page.getByLabel('Search messages').inputValue()).toBe('disk');
    expect(await page.getByLabel('Period').inputValue()).toBe('7d');
    expect(await page.locator('.facets [aria-pressed="true"]').count()).toBe(3);
  });

  test('dragging over the histogram chooses a period', async () => {
    const page = await show('/explore');
    await page.getByText(/^152 entries/).waitFor();
    const box = (await page.locator('.histogram > div').first().boundingBox())!;
    // 24 hours stand from left to right: the last 100 minutes are the last 7 in 100.
    await page.mouse.move(box.x + box.width * 0.93, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.99, box.y + 20, { steps: 5 });
    await page.mouse.up();
    await page.getByText(/^1 entries/).waitFor();
    await page.waitForURL(/from=.+to=/);
  });

  test('an entry opens to all that it has, and leads to its place in its run', async () => {
    const page = await show('/explore?error_code=DISK_FULL');
    await page.getByRole('button', { name: 'Show the whole entry' }).click();
    await page.getByText('"path": "/var/spool"').waitFor();
    expect(await page.getByRole('link', { name: 'Open in its run' }).getAttribute('href')).toBe(`/runs/${run}#151`);
  });

  test('more entries than a page are had by asking for more, each once', async () => {
    const page = await show('/explore?step=read');
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => page.locator('.entry').count()).toBe(150);
    const messages = await page.locator('.entry .said').allTextContents();
    expect(new Set(messages.map((message) => message.trim())).size).toBe(150);
  });

  test('a search that finds nothing says what to do next', async () => {
    const page = await show('/explore?search=nowhere');
    await page.getByRole('heading', { name: 'No entry matches' }).waitFor();
    await page.getByRole('link', { name: 'Clear filters' }).last().click();
    await page.getByText(/^152 entries/).waitFor();
  });
});
