import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, hasBrowser, open, startBrowser, type WatchedPage } from './browser.ts';
import { numbered, startRun, type WrittenRun } from './runs.ts';
import { startServer, type Server } from './server.ts';
import { opened } from './viewer.ts';

describe.skipIf(!hasBrowser)('the page of a run', () => {
  let server: Server;
  let browser: Browser;
  let run: WrittenRun;
  let watched: WatchedPage | null = null;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    run = await startRun(server, 'importer');
    await run.write([...numbered(1, 61), { message: 'it failed', level: 'CRITICAL', step: 'odd', details: { a: { b: [1, 2] } }, exception: { type: 'E', message: 'x', stack_trace: 'at A()' } }]);
    const at = (second: number) => new Date(Date.now() - 60_000 + second * 1000).toISOString();
    await run.post('steps', { id: 's1', name: 'even', state: 'begin', timestamp: at(0) });
    await run.post('steps', { id: 's2', name: 'inner', parent_id: 's1', state: 'begin', timestamp: at(5) });
    await run.post('steps', { id: 's2', name: 'inner', state: 'end', timestamp: at(10) });
    await run.post('steps', { id: 's1', name: 'even', state: 'end', timestamp: at(20) });
    await run.post('steps', { id: 's3', name: 'odd', state: 'begin', timestamp: at(20) });
    await run.post('metrics', Array.from({ length: 30 }, (_, n) => ({ metric_name: 'rows', metric_type: 'gauge', metric_value: n * n, timestamp: at(n) })));
    await run.post('metrics', { metric_name: 'files', metric_type: 'gauge', metric_value: 12 });
    await run.patch({ progress: { done: 30, total: 40, message: 'nearly' } });
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

  const show = async (options = {}, path = run.path): Promise<Page> => {
    watched = await open(browser, server.url + path, options);
    await opened(watched.page);
    return watched.page;
  };

  test.each([['light', 1280], ['dark', 1280], ['light', 390]] as const)('is accessible, %s at %i pixels, with an entry open', async (colorScheme, width) => {
    const page = await show({ colorScheme, viewport: { width, height: 800 } });
    await page.locator('.metric').first().waitFor();
    await page.locator('.log-row', { hasText: 'it failed' }).locator('.log-fold').click();
    await page.locator('.log-body').waitFor();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  test('shows steps as nested bars, and the entries of one when it is chosen', async () => {
    const page = await show();
    const steps = page.locator('.step');
    await expect.poll(() => steps.locator('.step-name').allTextContents()).toEqual(['even', 'inner', 'odd']);
    expect(await steps.nth(1).textContent()).toMatch(/^inner, completed, 5(\.\d)? s$/);
    await steps.first().click();
    await expect.poll(() => page.locator('.log-row .log-step').allTextContents().then((names) => [...new Set(names)])).toEqual(['even']);
    expect(await steps.first().getAttribute('aria-pressed')).toBe('true');
  });

  test('shows metrics as charts, progress, status history and parameters', async () => {
    const page = await show();
    await page.locator('.metric canvas').waitFor();
    expect(await page.locator('.metric').count()).toBe(2);
    await page.getByText('30 of 40').waitFor();
    await page.getByText('"source": "test"').waitFor();
    expect(await page.locator('.history li').count()).toBeGreaterThan(0);
  });

  test('offers the whole log and what is filtered for download', async () => {
    const page = await show({}, `${run.path}?level=ERROR`);
    await page.locator('summary[aria-label="Download"]').click();
    const links = await page.locator('.download-menu a').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(links).toHaveLength(6);
    const [whole, filtered] = await Promise.all([links[0]!, links[3]!].map(async (link) => (await (await fetch(link)).text()).trim().split('\n')));
    expect([whole!.length > 60, filtered!.length]).toEqual([true, 1]);
  });

  test('a run is cancelled after a second word, and what became of it is told', async () => {
    const job = await server.call<{ id: string }>('POST', '/api/cronjobs', { name: 'to-cancel', type: 'external' });
    const { id } = await server.call<{ id: string }>('POST', `/api/cronjobs/${job.id}/runs`);
    watched = await open(browser, `${server.url}/runs/${id}`);
    const { page } = watched;
    await page.getByRole('button', { name: 'Cancel run' }).click();
    await page.getByRole('button', { name: 'Really cancel?' }).click();
    await page.locator('.run-header [data-status="cancelled"]').waitFor();
    await page.getByText('Complete: 0 of 0 entries').waitFor();
  });

  test('speaks Chinese', async () => {
    const page = await show({ locale: 'zh-CN' });
    await page.getByText('实时', { exact: true }).waitFor();
    await page.getByRole('heading', { name: '步骤' }).waitFor();
    expect(await page.getByRole('button', { name: '严重 1' }).count()).toBe(1);
  });

  test('an unknown run is told as that', async () => {
    watched = await open(browser, `${server.url}/runs/run_zzzz`);
    await watched.page.getByText('It is not there').waitFor();
  });
});
