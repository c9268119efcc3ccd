import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { hasBrowser, open, startBrowser, type WatchedPage } from './browser.ts';
import { startServer, type Server } from './server.ts';
import { opened } from './viewer.ts';

const program = '/bin/ls';

interface Entry {
  readonly seq: number;
}

describe.skipIf(!hasBrowser)('attempts', () => {
  let server: Server;
  let browser: Browser;
  let run: string;
  let watched: WatchedPage | null = null;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer({ COMMAND_ALLOWED_PROGRAMS: program }), startBrowser()]);
    const job = await server.call<{ id: string }>('POST', '/api/cronjobs', {
      name: 'flaky', type: 'command', cron_expression: '0 3 * * *', parameters: { program, arguments: ['/nowhere/at/all'] }, max_retries: 1, retry_delay_seconds: 0,
    });
    run = (await server.call<{ job_run_id: string }>('POST', `/api/cronjobs/${job.id}/trigger`)).job_run_id;
    await over(run);
  });
  afterEach(async () => {
    expect(watched).toMatchObject({ foreign: [], violations: [], errors: [] });
    await watched?.close();
    watched = null;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const over = (id: string) =>
    vi.waitFor(async () => expect(await server.call('GET', `/api/job-runs/${id}`)).toMatchObject({ status: 'failed', attempt: 2 }), { timeout: 60_000, interval: 200 });
  const seqs = async (attempt: number): Promise<number[]> =>
    (await server.call<{ logs: readonly Entry[] }>('GET', `/api/job-runs/${run}/logs?order=asc&attempt=${attempt}`)).logs.map((entry) => entry.seq);

  test('a run that was tried twice shows all of its entries, or those of one attempt', async () => {
    watched = await open(browser, `${server.url}/runs/${run}`);
    const { page } = watched;
    await opened(page);
    const shown = () => page.locator('.log-row:not(.is-pinned)').evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset['seq'])));
    const [first, second] = [await seqs(1), await seqs(2)];
    expect([first.length > 0, second.length > 0]).toEqual([true, true]);
    const tabs = page.getByRole('group', { name: 'Attempts' });
    expect(await tabs.getByRole('button').allTextContents()).toEqual(['All attempts', 'Attempt 1', 'Attempt 2']);
    await expect.poll(shown).toEqual([...first, ...second].toSorted((a, b) => a - b));

    await tabs.getByRole('button', { name: 'Attempt 1' }).click();
    await expect.poll(shown).toEqual(first);
    expect(await tabs.getByRole('button', { name: 'Attempt 1' }).getAttribute('aria-pressed')).toBe('true');
    await tabs.getByRole('button', { name: 'Attempt 2' }).click();
    await expect.poll(shown).toEqual(second);
    await tabs.getByRole('button', { name: 'All attempts' }).click();
    await expect.poll(async () => (await shown()).length).toBe(first.length + second.length);
  });

  test('a run is started again as another, which says what it repeats', async () => {
    watched = await open(browser, `${server.url}/runs/${run}`);
    const { page } = watched;
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.getByText('Started again.').waitFor();
    await page.waitForURL((url) => url.pathname.startsWith('/runs/') && !url.pathname.endsWith(run));
    const again = new URL(page.url()).pathname.split('/')[2]!;
    await page.getByRole('link', { name: run }).waitFor();
    expect(await server.call('GET', `/api/job-runs/${again}`)).toMatchObject({ retry_of: run, trigger: 'retry' });
    await over(again);
    await page.getByRole('button', { name: 'Run again' }).waitFor();
  });
});
