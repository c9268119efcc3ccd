import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, hasBrowser, open, startBrowser, type WatchedPage } from './browser.ts';
import { receive } from './receiver.ts';
import { startServer, type Server } from './server.ts';

describe.skipIf(!hasBrowser)('alerts', () => {
  let server: Server;
  let browser: Browser;
  let job: string;
  let opened: WatchedPage | null = null;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer({ ALERT_ALLOWED_NETWORKS: '127.0.0.1' }), startBrowser()]);
    job = (await server.call<{ id: string }>('POST', '/api/cronjobs', { name: 'importer', type: 'external' })).id;
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

  const show = async (path: string, options = {}) => (opened = await open(browser, server.url + path, options)).page;
  const finish = async (status: string): Promise<void> => {
    const run = await server.call<{ id: string }>('POST', `/api/cronjobs/${job}/runs`);
    await server.call('PATCH', `/api/job-runs/${run.id}`, { status, ...(status === 'failed' ? { error: { code: 'DISK_FULL', message: 'The disk is full' } } : {}) });
  };
  const states = (): Promise<readonly string[]> =>
    server.call<{ alerts: readonly { state: string }[] }>('GET', '/api/alerts').then((list) => list.alerts.map((alert) => alert.state));

  test('with no rule the page offers to make one', async () => {
    const page = await show('/alerts');
    await page.getByRole('heading', { name: 'Nothing is firing' }).waitFor();
    await page.getByText('No rule watches the jobs yet.').waitFor();
    await page.locator('.notice').getByRole('button', { name: 'New rule' }).waitFor();
    await expectAccessible(page);
  });

  test('what fires is counted in the frame, taken note of, and becomes history when the job is well', async () => {
    const notifier = await server.call<{ id: string }>('POST', '/api/notifiers', { name: 'ops', type: 'webhook', enabled: false, settings: { url: 'https://ops.example.com/hook' } });
    await server.call('POST', '/api/alert-rules', { name: 'nightly failed', type: 'run_failed', job_id: 'importer', notifiers: [notifier.id] });
    await server.call('POST', '/api/alert-rules', { name: 'too many errors', type: 'log_match', filter: { min_level: 'ERROR' }, more_than: 10 });
    await finish('failed');
    await expect.poll(states, { timeout: 60_000 }).toEqual(['firing']);

    const page = await show('/');
    await page.getByRole('link', { name: /^Alerts\s+1 firing$/ }).click();
    const row = page.getByRole('row', { name: /importer/ }).first();
    await row.getByText('Run failed').waitFor();
    await row.getByText(/The disk is full/).waitFor();
    await page.getByRole('row', { name: /nightly failed.*ops/ }).getByText('a run ends as: Failed, Timed out, Interrupted').waitFor();
    await page.getByText('more than 10 entries match within 5 min:').waitFor();
    await expectAccessible(page);

    await row.getByRole('button', { name: 'Take note' }).click();
    await page.getByLabel('What you say to it').fill('looking into it');
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Take note' }).click();
    await row.getByText('looking into it').waitFor();

    await finish('completed');
    await page.getByRole('heading', { name: 'Nothing is firing' }).waitFor();
    await page.getByRole('link', { name: 'Alerts', exact: true }).waitFor();
    await page.getByRole('button', { name: 'History' }).click();
    await page.waitForURL(/state=resolved/);
    await row.getByText('looking into it').waitFor();
    await row.getByText(/Lasted/).waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
    await row.getByRole('link', { name: 'Open the run' }).click();
    await page.waitForURL(/\/runs\/run_/);
  });

  test('what could not be sent is told, and sent when it is tried again', async () => {
    const [received, receiver] = await receive();
    const notifier = await server.call<{ id: string }>('POST', '/api/notifiers', { name: 'pager', type: 'webhook', group_seconds: 0, settings: { url: receiver.url } });
    await server.call('POST', '/api/alert-rules', { name: 'to the pager', type: 'run_failed', job_id: 'importer', notify_recovered: false, notifiers: [notifier.id] });
    await finish('failed');
    const page = await show('/alerts');
    const row = page.getByRole('row', { name: /pager.*Try again: pager/ });
    await row.getByText(/400/).waitFor();
    await expectAccessible(page);

    receiver.answer = 204;
    await row.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('It is tried again.').waitFor();
    await row.waitFor({ state: 'detached' });
    await expect.poll(() => received.length).toBe(2);
    receiver.close();
    await finish('completed');
    await expect.poll(states, { timeout: 60_000 }).not.toContain('firing');
  });

  test.each([['light', 1280], ['dark', 1280], ['light', 360]] as const)('is accessible and fits, %s at %i pixels, also in Chinese and by keyboard', async (colorScheme, width) => {
    await finish('failed');
    await expect.poll(states, { timeout: 60_000 }).toContain('firing');
    const page = await show('/', { colorScheme, locale: 'zh-CN', viewport: { width, height: 800 } });
    await page.getByRole('heading', { name: '任务' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: '告警' }).waitFor();
    await page.locator('.alerts tbody tr').first().waitFor();
    await page.getByText('运行以此结束').first().waitFor();
    await page.getByText('“importer”的一次运行以“失败”结束：The disk is full').first().waitFor();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.locator('.alerts').getByRole('button', { name: /确认/ }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await finish('completed');
    await expect.poll(states, { timeout: 60_000 }).not.toContain('firing');
  });
});
