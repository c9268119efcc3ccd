import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, open, startBrowser, type WatchedPage } from './browser.ts';
import { startServer, type Server } from './server.ts';

interface Job {
  readonly id: string;
  readonly enabled: boolean;
}

describe.skipIf(!hasBrowser)('jobs', () => {
  let server: Server;
  let browser: Browser;
  let opened: WatchedPage | null = null;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
  });
  afterEach(async () => {
    await opened?.close();
    opened = null;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const show = async (path: string) => (opened = await open(browser, server.url + path)).page;
  const papers = (name: string) => server.call<Job>('POST', '/api/cronjobs', { name, keywords: ['agents'], cron_expression: '0 3 * * *' });

  test('an empty server leads to the first job, which is created with a preview and run with parameters', async () => {
    const page = await show('/');
    await page.getByRole('link', { name: 'Create the first job' }).click();
    await page.getByLabel('Name').fill('Nightly papers');
    await page.getByLabel('Keywords').fill('retrieval, agents');
    await page.getByLabel('Schedule', { exact: true }).fill('30 2 * * *');
    const preview = page.getByRole('region', { name: 'What this means' });
    await preview.getByText('Every day at 02:30 (Europe/Berlin).').waitFor();
    expect(await preview.locator('tbody tr').count()).toBe(10);
    expect(await preview.locator('.changes li').count()).toBe(2);
    await page.getByRole('button', { name: 'Create job' }).click();
    await page.getByRole('heading', { name: 'Nightly papers' }).waitFor();

    await page.getByRole('button', { name: 'Run now' }).click();
    await page.getByLabel('Parameters for this run').fill('{"max_results": 3}');
    await page.getByRole('dialog').getByRole('button', { name: 'Run now' }).click();
    await page.waitForURL(/\/runs\/run_/);

    const run = await server.call<{ parameters: unknown }>('GET', `/api/job-runs/${new URL(page.url()).pathname.split('/')[2]}`);
    expect(run.parameters).toMatchObject({ max_results: 3 });
    expect(opened).toMatchObject({ foreign: [], violations: [], errors: [] });
  });

  test('what the server finds wrong stands at its field, and nothing typed is lost', async () => {
    await papers('taken');
    const page = await show('/jobs/new');
    await page.getByLabel('Name').fill('taken');
    await page.getByLabel('Keywords').fill('x');
    await page.getByLabel('Schedule', { exact: true }).fill('61 * * * *');
    await page.getByLabel('Retries').fill('many');
    await page.getByRole('button', { name: 'Create job' }).click();

    await page.locator('.field', { has: page.getByLabel('Retries') }).getByText('whole number').waitFor();
    expect(await page.getByLabel('Schedule', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Name').inputValue()).toBe('taken');

    await page.getByLabel('Schedule', { exact: true }).fill('@daily');
    await page.getByLabel('Retries').fill('1');
    await page.getByRole('button', { name: 'Create job' }).click();
    await page.locator('.field', { has: page.getByLabel('Name') }).locator('.wrong').waitFor();
  });

  test('a job that calls a URL has fields of its own, and its secrets are kept', async () => {
    const page = await show('/jobs/new');
    await page.getByLabel('Name').fill('ping');
    await page.getByLabel('Type').selectOption('http');
    await page.getByLabel('URL').fill('http://127.0.0.1/');
    await page.getByLabel('Method').selectOption('POST');
    await page.getByLabel('Expected status').fill('200, 300-399');
    await page.getByLabel('Other parameters').fill('{"headers": {"Authorization": "Bearer token-1"}, "colour": 1}');
    await page.getByLabel('Secret parameters').fill('headers');
    await page.getByRole('button', { name: 'Create job' }).click();
    await page.locator('.field', { has: page.getByLabel('URL') }).getByText('HTTP_ALLOWED_NETWORKS').waitFor();
    await page.locator('.field', { has: page.getByLabel('Other parameters') }).getByText('colour is no field').waitFor();

    await page.getByLabel('URL').fill('https://example.com/');
    await page.getByLabel('Other parameters').fill('{"headers": {"Authorization": "Bearer token-1"}}');
    await page.getByRole('button', { name: 'Create job' }).click();
    await page.getByRole('heading', { name: 'ping' }).waitFor();

    await page.goto(`${server.url}/jobs/ping/edit`);
    await page.getByLabel('Expected status').fill('204');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/\/jobs\/[^/]+$/);
    expect(await server.call('GET', '/api/cronjobs/ping')).toMatchObject({
      type: 'http', parameters: { url: 'https://example.com/', method: 'POST', expected_status: 204, headers: '***' }, secret_parameters: ['headers'],
    });
    expect(opened).toMatchObject({ foreign: [], violations: [], errors: [] });
  });

  test('a job is edited and keeps what was not touched', async () => {
    const job = await papers('to edit');
    const page = await show(`/jobs/${job.id}/edit`);
    await page.getByLabel('Time zone').fill('Asia/Shanghai');
    await page.getByLabel('Retries').fill('3');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(`**/jobs/${job.id}`);

    expect(await server.call('GET', `/api/cronjobs/${job.id}`)).toMatchObject({ name: 'to edit', keywords: ['agents'], timezone: 'Asia/Shanghai', max_retries: 3, cron_expression: '0 3 * * *' });
  });

  test('a job has policies and a pause, which its page ends', async () => {
    const page = await show('/jobs/new');
    await page.getByLabel('Name').fill('with policies');
    await page.getByLabel('Keywords').fill('agents');
    await page.getByLabel('Time limit').fill('900');
    await page.getByLabel('While a run is under way').selectOption('queue');
    await page.getByLabel('Occurrences that were missed').selectOption('all');
    await page.getByLabel('Paused until').fill('2099-01-31T08:00:00Z');
    await page.getByLabel('Begin late by up to').fill('4000');
    await page.getByRole('button', { name: 'Create job' }).click();
    await page.locator('.field', { has: page.getByLabel('Begin late by up to') }).locator('.wrong').waitFor();

    await page.getByLabel('Begin late by up to').fill('30');
    await page.getByRole('button', { name: 'Create job' }).click();
    await page.getByRole('heading', { name: 'with policies' }).waitFor();
    const policies = { timeout_seconds: 900, concurrency: 'queue', misfire: 'all', jitter_seconds: 30 };
    expect(await server.call('GET', '/api/cronjobs/with%20policies')).toMatchObject({ ...policies, paused_until: '2099-01-31T08:00:00.000000Z' });

    await page.locator('.job-next').getByText(/paused until 31 Jan/).waitFor();
    await page.getByRole('button', { name: 'End the pause' }).click();
    await page.getByRole('button', { name: 'End the pause' }).waitFor({ state: 'detached' });
    expect(await server.call('GET', '/api/cronjobs/with%20policies')).toMatchObject({ ...policies, paused_until: null });

    await page.goto(`${server.url}/jobs/with%20policies/edit`);
    expect(await page.getByLabel('While a run is under way').inputValue()).toBe('queue');
    expect(await page.getByLabel('Occurrences that were missed').inputValue()).toBe('all');
  });

  test('what may surprise in a schedule is said in Chinese too', async () => {
    opened = await open(browser, server.url + '/jobs/new', { locale: 'zh-CN' });
    const { page } = opened;
    await page.getByLabel('计划', { exact: true }).fill('*/7 2 * * *');
    const preview = page.getByRole('region', { name: '计划含义' });
    await preview.getByText('分钟字段的“*/7”每小时都从 0 重新开始：从 56 到下一个 0 相隔 4，而不是 7。').waitFor();
    await preview.getByText(/Europe\/Berlin 的时钟从 02:00 拨到 03:00，当天没有/).first().waitFor();
    expect(await preview.locator('.warning [lang="en"]').count()).toBe(0);
  });

  test('a job is switched off and on from the list', async () => {
    const job = await papers('to switch');
    const page = await show('/?search=to+switch');
    await page.getByRole('switch', { name: 'Disable to switch' }).click();
    await page.getByRole('switch', { name: 'Enable to switch' }).waitFor();
    expect((await server.call<Job>('GET', `/api/cronjobs/${job.id}`)).enabled).toBe(false);

    await page.getByRole('switch', { name: 'Enable to switch' }).click();
    await page.getByRole('switch', { name: 'Disable to switch' }).waitFor();
    expect((await server.call<Job>('GET', `/api/cronjobs/${job.id}`)).enabled).toBe(true);
  });

  test('a job is deleted only after its name was typed', async () => {
    const job = await papers('to delete');
    const page = await show(`/jobs/${job.id}`);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const confirm = page.getByRole('button', { name: 'Delete this job' });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel('Type the name of the job to confirm').fill('to delete');
    await confirm.click();
    await page.waitForURL(server.url + '/');

    await expect(server.call('GET', `/api/cronjobs/${job.id}`)).rejects.toThrow('404');
  });

  test('the list shows what the last runs came to, and follows them as they change', async () => {
    const job = await server.call<Job>('POST', '/api/cronjobs', { name: 'watched', type: 'external' });
    const finish = async (status: string) => {
      const run = await server.call<{ id: string }>('POST', `/api/cronjobs/${job.id}/runs`);
      await server.call('POST', `/api/job-runs/${run.id}/logs`, [{ message: 'careful', level: 'WARNING' }, { message: 'broken', level: 'ERROR' }]);
      await server.call('PATCH', `/api/job-runs/${run.id}`, { status });
    };
    await finish('completed');
    const page = await show('/?search=watched');
    const row = page.getByRole('row', { name: /watched/ });
    await row.getByText('100%').waitFor();

    await finish('failed');
    await row.getByText('50%').waitFor();
    await row.getByText('Failed').waitFor();
    await page.getByRole('img', { name: 'The last 2 runs: Completed 1, Failed 1' }).waitFor();
  });

  test('the statistics of a job count its runs, steps and error codes', async () => {
    const job = await server.call<Job>('POST', '/api/cronjobs', { name: 'counted', type: 'external' });
    // Older than the period that is shown first, and not so old that the server, once it has run for a while, cleans it up.
    const old = new Date(Date.now() - 30 * 86_400_000).toISOString();
    for (const status of ['completed', 'completed', 'completed', 'failed']) {
      const run = await server.call<{ id: string }>('POST', `/api/cronjobs/${job.id}/runs`);
      await server.call('POST', `/api/job-runs/${run.id}/logs`, [
        { message: 'read', step: 'read', duration_ms: 2_000 }, { message: 'wrote', step: 'write', duration_ms: 500 },
        { message: 'broken', level: 'ERROR', error_code: 'DISK_FULL' }, { message: 'old', level: 'INFO', timestamp: old },
      ]);
      await server.call('PATCH', `/api/job-runs/${run.id}`, { status });
    }
    const page = await show(`/jobs/${job.id}`);
    const figure = (name: string) => page.locator('.figure', { hasText: name });
    await figure('Success').getByText('75%').waitFor();
    await figure('Success').getByText('3 of 4 runs').waitFor();
    await figure('Error rate').getByText('4 of 12 entries').waitFor();
    await page.getByRole('img', { name: 'Runs by outcome: Completed 3, Failed 1' }).waitFor();
    const steps = page.locator('.card', { has: page.getByRole('heading', { name: 'Duration of steps' }) }).locator('tbody tr');
    expect(await steps.allTextContents()).toEqual(['read42 s2 s', 'write4500 ms500 ms']);
    const code = page.getByRole('row', { name: /DISK_FULL/ });
    expect(await code.textContent()).toBe('DISK_FULL4');

    await page.getByRole('button', { name: 'Everything' }).click();
    await page.waitForURL(/period=all/);
    await figure('Error rate').getByText('4 of 16 entries').waitFor();
    await code.getByRole('link', { name: 'DISK_FULL' }).click();
    await page.waitForURL(/explore.*error_code=DISK_FULL/);
    await expect.poll(() => page.locator('.entry').count()).toBe(4);
  });

  test('runs are filtered by status, in the address', async () => {
    const page = await show('/?search=watched');
    await page.getByRole('link', { name: 'watched' }).click();
    await page.getByLabel('Status').selectOption('failed');
    await page.locator('.runs tbody tr').first().waitFor();
    await page.waitForURL(/status=failed/);
    await expect.poll(() => page.locator('.runs tbody tr').count()).toBe(1);
  });
});
