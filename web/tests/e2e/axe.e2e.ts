import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, hasBrowser, open, startBrowser } from './browser.ts';
import { startServer, type Server } from './server.ts';

/** Each page with something that is there once it is. */
const pages = [
  ['/', 'table.jobs'],
  ['/jobs/importer', '.runs tbody tr'],
  ['/jobs/new', '.preview tbody tr'],
  ['/jobs/Nightly/edit', '.preview tbody tr'],
  ['/explore?period=all', '.entry'],
  ['/explore?search=nowhere', '.notice'],
  ['/alerts', '.notice'],
  ['/system', '.facts .status'],
  ['/jobs/a/b/c', '.notice'],
] as const;

describe.skipIf(!hasBrowser)('WCAG 2.2 AA', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    await server.call('POST', '/api/cronjobs', { name: 'Nightly', keywords: ['agents'], cron_expression: '30 2 * * *', timezone: 'Europe/Berlin' });
    const job = await server.call<{ id: string }>('POST', '/api/cronjobs', { name: 'importer', type: 'external' });
    for (const status of ['completed', 'failed', 'cancelled', null]) {
      const run = await server.call<{ id: string }>('POST', `/api/cronjobs/${job.id}/runs`);
      await server.call('POST', `/api/job-runs/${run.id}/logs`, [
        ...['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'].map((level) => ({ message: 'one of each', level, step: 'read', duration_ms: 10 })),
        { message: 'with a code', level: 'ERROR', error_code: 'DISK_FULL' },
      ]);
      if (status !== null) {
        await server.call('PATCH', `/api/job-runs/${run.id}`, { status });
      }
    }
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test.each([['light', 1280], ['dark', 1280], ['light', 390]] as const)('holds on every page, %s at %i pixels', async (colorScheme, width) => {
    const { page, violations, close } = await open(browser, server.url + '/', { colorScheme, viewport: { width, height: 800 } });
    for (const [path, there] of pages) {
      await page.goto(server.url + path);
      await page.locator(there).first().waitFor();
      await expectAccessible(page);
    }
    expect(violations).toEqual([]);
    await close();
  });

  test.each(['light', 'dark'] as const)('holds in dialogs, %s', async (colorScheme) => {
    const { page, close } = await open(browser, server.url + '/jobs/Nightly', { colorScheme });
    for (const button of ['Run now', 'Delete', 'Keyboard shortcuts']) {
      await page.getByRole('button', { name: button, exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await close();
  });
});
