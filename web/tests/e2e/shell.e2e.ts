import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, open, startBrowser, type WatchedPage } from './browser.ts';
import { startServer, type Server } from './server.ts';

describe.skipIf(!hasBrowser)('the frame of the page', () => {
  let server: Server;
  let browser: Browser;
  let opened: WatchedPage | null = null;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    await server.call('POST', '/api/cronjobs', { name: 'Nightly', keywords: ['agents'], cron_expression: '0 3 * * *', timezone: 'Asia/Shanghai' });
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

  test('a browser that prefers Chinese is spoken to in Chinese, on every page', async () => {
    const page = await show('/', { locale: 'zh-CN' });
    await page.getByRole('heading', { name: '任务' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    for (const [link, heading] of [['检索', '检索'], ['告警', '告警'], ['系统', '系统'], ['任务', '任务']] as const) {
      await page.getByRole('link', { name: link, exact: true }).click();
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor({ state: 'attached' });
    }
    await page.getByRole('link', { name: '新建任务' }).click();
    await page.getByLabel('名称').waitFor();
  });

  test('the language is switched at once and kept', async () => {
    const page = await show('/');
    await page.getByLabel('Language').selectOption('zh-CN');
    await page.getByRole('heading', { name: '任务' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '任务' }).waitFor();
  });

  test('the theme follows the system, is switched at once and kept', async () => {
    const page = await show('/', { colorScheme: 'dark' });
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    const dark = await ground();
    await page.getByLabel('Theme').selectOption('light');
    await expect.poll(ground).not.toBe(dark);
    const light = await ground();
    await page.reload();
    await expect.poll(ground).toBe(light);
  });

  test('everything is reached by keyboard alone', async () => {
    const page = await show('/');
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Explore').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.keyboard.press('/');
    await page.keyboard.type('night');
    await page.waitForURL(/search=night/);
    await page.keyboard.press('Escape');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());

    await page.keyboard.press('n');
    await page.getByLabel('Name').waitFor();
    await page.getByLabel('Name').focus();
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('agents');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'By keyboard' }).waitFor();

    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: 'Run By keyboard now' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByRole('heading', { name: 'System' }).waitFor();
  });

  test('single keys can be switched off', async () => {
    const page = await show('/');
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await page.getByLabel('Single-key shortcuts are on').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    expect(new URL(page.url()).pathname).toBe('/');
  });

  test('an address that there is no page for says so and leads home', async () => {
    const page = await show('/jobs/a/b/c');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.getByRole('link', { name: 'Go to the jobs' }).click();
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  });

  test('a job that is gone says so', async () => {
    const page = await show('/jobs/job_gone');
    await page.getByRole('heading', { name: 'It is not there' }).waitFor();
  });

  test('the system page tells of the server, its database and its load', async () => {
    const page = await show('/system');
    await page.getByText('Healthy').waitFor();
    await page.getByText('sqlite', { exact: true }).waitFor();
    await page.getByText('0 entries, 0 B').waitFor();
    await page.getByRole('button', { name: 'Count only' }).click();
    await page.getByText(/0 rows are older than/).waitFor();
  });

  test('nothing is wider than a phone', async () => {
    const page = await show('/', { viewport: { width: 360, height: 740 } });
    for (const path of ['/', '/jobs/new', '/jobs/Nightly', '/explore', '/alerts', '/system']) {
      await page.goto(server.url + path);
      await page.locator('h1').first().waitFor({ state: 'attached' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
    }
  });

  test('a server that goes away is told, and found again when it is back', async () => {
    const page = await show('/');
    await page.getByRole('link', { name: 'Nightly', exact: true }).waitFor();
    await server.stop();
    await page.getByRole('link', { name: 'Explore' }).click();
    await page.getByText('The server is not answering.').waitFor();
    await server.start();
    await page.getByText('The server is not answering.').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'No entry matches' }).waitFor();
  });
});
