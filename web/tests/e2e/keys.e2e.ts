import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, hasBrowser, open, startBrowser } from './browser.ts';
import { startServer, type Server } from './server.ts';

describe.skipIf(!hasBrowser)('API keys', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    await server.call('POST', '/api/cronjobs', { name: 'Nightly', keywords: ['agents'], cron_expression: '0 3 * * *' });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('the first key is shown once, and from then on the server asks everybody else', async () => {
    const admin = await open(browser, server.url + '/system');
    const makeKey = async (name: string, role: string): Promise<string> => {
      await admin.page.getByRole('button', { name: 'New key' }).click();
      await admin.page.getByLabel('Name', { exact: true }).fill(name);
      await admin.page.getByLabel('Role').selectOption(role);
      await admin.page.getByRole('button', { name: 'Create key' }).click();
      const text = await admin.page.locator('.secret code').textContent();
      await expectAccessible(admin.page);
      await admin.page.getByRole('button', { name: 'I have copied it' }).click();
      return text!;
    };
    await makeKey('first admin', 'admin');
    await admin.page.getByRole('row', { name: /first admin/ }).waitFor();
    await admin.page.getByRole('button', { name: 'Sign out' }).waitFor();
    const viewer = await makeKey('reader', 'viewer');
    await admin.page.getByRole('row', { name: /reader/ }).waitFor();
    expect(await admin.page.content()).not.toContain(viewer);

    const stranger = await open(browser, server.url + '/');
    await stranger.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expectAccessible(stranger.page);
    await stranger.page.getByLabel('API key').fill('jlk_wrong');
    await stranger.page.getByRole('button', { name: 'Sign in' }).click();
    await stranger.page.locator('.field .wrong').waitFor();

    await stranger.page.getByLabel('API key').fill(viewer);
    await stranger.page.getByRole('button', { name: 'Sign in' }).click();
    await stranger.page.getByRole('link', { name: 'Nightly', exact: true }).waitFor();
    expect(await stranger.page.getByRole('link', { name: 'New job' }).count()).toBe(0);
    expect(await stranger.page.getByRole('switch').count()).toBe(0);
    expect(await stranger.page.evaluate(() => document.cookie)).toBe('');

    await admin.page.getByRole('row', { name: /reader/ }).getByRole('button', { name: 'Revoke' }).click();
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await admin.page.getByRole('row', { name: /reader/ }).getByText('Revoked').waitFor();
    await stranger.page.reload();
    await stranger.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    for (const { foreign, violations, errors } of [admin, stranger]) {
      expect([foreign, violations, errors]).toEqual([[], [], []]);
    }
  });

  test('who signs out is asked again', async () => {
    const { page, close } = await open(browser, server.url + '/');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await close();
  });
});
