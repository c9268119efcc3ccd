import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, open, startBrowser, type WatchedPage } from './browser.ts';
import { numbered, startRun, type WrittenRun } from './runs.ts';
import { startServer, type Server } from './server.ts';
import { dragTo, opened, shown } from './viewer.ts';

describe.skipIf(!hasBrowser)('the log viewer', () => {
  let server: Server;
  let browser: Browser;
  let run: WrittenRun;
  let watched: WatchedPage | null = null;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), startBrowser()]);
    run = await startRun(server);
    await run.write(numbered(1, 5_001, (number) => (number % 1_000 === 0 ? `entry ${number} holds a Needle 针` : number === 2_500 ? `entry ${number} ${'is long '.repeat(60)}` : `entry ${number}`)));
    await run.write([
      { message: '\u001b[31mred\u001b[0m and  10 %\r\u001b[K100 % done', step: 'odd' },
      {
        message: 'it failed', level: 'ERROR', step: 'even', error_code: 'E42', details: { id: 7, list: [1, { deep: true }], text: '你好' },
        exception: { type: 'IOException', message: 'gone', stack_trace: 'at A()\nat B()' },
      },
    ]);
    await run.patch({ status: 'completed' });
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

  const show = async (suffix = ''): Promise<Page> => {
    watched = await open(browser, server.url + run.path + suffix);
    await opened(watched.page);
    return watched.page;
  };

  test('opens at the end of a run that is over, and says that it is complete', async () => {
    const page = await show();
    await page.getByText('Complete: 5,002 of 5,002 entries').waitFor();
    expect((await shown(page)).lastSeq).toBe(5_002);
  });

  test('comes to any place by the scroll bar, and back to both ends exactly', async () => {
    const page = await show();
    await dragTo(page, 0.5);
    await expect.poll(async () => Math.abs((await shown(page)).seq - 2_500)).toBeLessThan(60);
    await dragTo(page, 0);
    await expect.poll(async () => [(await shown(page)).seq, (await shown(page)).y]).toEqual([1, 0]);
    await dragTo(page, 1);
    await expect.poll(async () => (await shown(page)).lastSeq).toBe(5_002);
  });

  test('a turn of the wheel moves the rows by its pixels, over rows of every height', async () => {
    const page = await show('#2510');
    await page.locator('.is-marked').waitFor();
    await expect.poll(async () => (await shown(page)).waiting).toBe(0);
    const top = () => page.locator('[data-seq="2510"]').evaluate((row) => row.getBoundingClientRect().top);
    await page.locator('.log-list').hover();
    const before = await top();
    await page.mouse.wheel(0, -120);
    await expect.poll(async () => Math.round((await top()) - before)).toBe(120);
    await page.mouse.wheel(0, 120);
    await expect.poll(async () => Math.round((await top()) - before)).toBe(0);
  });

  test('a permalink opens at its entry and marks it, also under a filter', async () => {
    const page = await show('#1234');
    await page.locator('.log-row.is-marked', { hasText: 'entry 1234' }).waitFor();
    await page.getByRole('button', { name: /^Error/ }).click();
    await page.locator('.log-row', { hasText: 'entry 1249' }).waitFor();
    await page.goto(`${server.url}${run.path}?level=WARNING#2009`);
    await page.locator('.log-row.is-marked', { hasText: 'entry 2009' }).waitFor();
    // One that the filter hides is shown among all.
    await page.goto(`${server.url}${run.path}?level=ERROR#2011`);
    await page.locator('.log-row.is-marked', { hasText: 'entry 2011' }).waitFor();
  });

  test('levels filter, show their counts, and keep the place that is read', async () => {
    const page = await show('#2500');
    await page.locator('.is-marked').waitFor();
    await page.getByRole('button', { name: 'Warning 400' }).click();
    await page.getByText('Complete: 400 matching of 5,002 entries').waitFor();
    await expect.poll(async () => Math.abs((await shown(page)).seq - 2_500)).toBeLessThan(400);
    expect(await page.locator('.log-row:not(.level-warning, .is-waiting)').count()).toBe(0);
    expect(new URL(page.url()).searchParams.get('level')).toBe('WARNING');
    await page.getByRole('button', { name: 'Error 101' }).click();
    await page.getByText('Complete: 501 matching').waitFor();
  });

  test('a step filters, chosen above or from an entry', async () => {
    const page = await show();
    await page.getByLabel('Step', { exact: true }).selectOption('even');
    await page.getByText('Complete: 2,501 matching').waitFor();
    await page.getByLabel('Step', { exact: true }).selectOption('');
    await page.getByText('Complete: 5,002 of').waitFor();
    await page.locator('.log-row', { hasText: 'it failed' }).locator('.log-fold').click();
    await page.getByRole('button', { name: 'Only step “even”' }).click();
    await page.getByText('Complete: 2,501 matching').waitFor();
  });

  test('a text filters and is marked; among all entries the keyboard goes from match to match, however far', async () => {
    const page = await show();
    await page.keyboard.press('/');
    await page.keyboard.type('NEEDLE 针');
    // While it is typed, its beginning is searched for as well, and found as often.
    await expect.poll(() => page.locator('mark').allTextContents()).toEqual(Array(5).fill('Needle 针'));
    await page.getByText('Complete: 5 matching').waitFor();

    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByText('Complete: 5,002 of').waitFor();
    await page.locator('.log-list').press('Home');
    await expect.poll(async () => (await shown(page)).seq).toBe(1);
    for (const [key, seq, text] of [['n', 1_000, '1 of 5'], ['n', 2_000, '2 of 5'], ['n', 3_000, '3 of 5'], ['N', 2_000, '2 of 5']] as const) {
      await page.keyboard.press(key);
      await page.getByText(text, { exact: true }).waitFor();
      await page.locator(`.log-row.is-active[data-seq="${seq}"]`).waitFor();
    }
  });

  test('the keyboard goes from error to error and opens entries', async () => {
    const page = await show('#3000');
    await page.locator('.is-marked').waitFor();
    await page.keyboard.press('e');
    await page.locator('.log-row.is-active', { hasText: 'entry 3049' }).waitFor();
    await page.keyboard.press('E');
    await page.locator('.log-row.is-active', { hasText: 'entry 2999' }).waitFor();
    await page.locator('.log-list').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.log-row.is-open.is-active', { hasText: 'entry 3000' }).waitFor();
  });

  test('an entry opens in its place to its details, its exception and its facts', async () => {
    const page = await show();
    const row = page.locator('.log-row', { hasText: 'it failed' });
    const before = await row.evaluate((element) => element.getBoundingClientRect().top);
    await row.locator('.log-fold').click();
    await row.getByText('IOException: gone').waitFor();
    expect(await row.locator('.json-string').allTextContents()).toEqual(['"你好"']);
    expect(await row.getByText('E42').count()).toBe(2);
    // It was the last row: opened, it is as far down as its foot allows.
    expect(await row.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThanOrEqual(before);
    await row.locator('.json-name', { hasText: 'list' }).click();
    await row.getByText('1, { "deep": true } ]', { exact: true }).waitFor();
  });

  test('colours and progress lines look as in a terminal', async () => {
    const page = await show();
    const message = page.locator('.log-row', { hasText: '100 % done' }).locator('.log-message');
    expect(await message.textContent()).toBe('100 % done');
    await page.keyboard.press('u');
    await page.keyboard.press('u');
    await expect.poll(() => page.locator('.log-time').first().textContent()).toMatch(/^[+−]\d\d:\d\d\.\d{3}$/);
  });

  test('a selection over several entries is copied as clean lines', async () => {
    const page = await show('#100');
    await page.locator('.is-marked').waitFor();
    const copied = await page.evaluate(() => {
      const message = (seq: number): Node => document.querySelector(`[data-seq="${seq}"] .log-message`)!.firstChild!;
      getSelection()!.setBaseAndExtent(message(100), 2, message(102), 4);
      const data = new DataTransfer();
      document.querySelector('[data-seq="101"]')!.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
      return data.getData('text/plain');
    });
    expect(copied.split('\n').map((line) => line.replace(/^\S+ /, ''))).toEqual(['INFO     [even] entry 100', 'INFO     [odd] entry 101', 'INFO     [even] entry 102', '']);
  });

  test('a selection reaches over entries that are no longer in the document', async () => {
    const page = await show('#100');
    await page.locator('.is-marked').waitFor();
    await page.evaluate(() => getSelection()!.setBaseAndExtent(document.querySelector('[data-seq="100"] .log-message')!.firstChild!, 0, document.querySelector('[data-seq="101"] .log-message')!.firstChild!, 1));
    await page.locator('.log-list').hover();
    await page.mouse.wheel(0, 4_000);
    await expect.poll(async () => (await shown(page)).seq).toBeGreaterThan(250);
    await expect.poll(async () => (await shown(page)).waiting).toBe(0);
    const lines = await page.evaluate(() => {
      const row = document.querySelector('[data-seq="290"] .log-message')!;
      getSelection()!.extend(row.firstChild!, 3);
      const data = new DataTransfer();
      row.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
      return data.getData('text/plain').trim().split('\n');
    });
    expect([lines.length, lines[0]!.slice(-9), lines.at(-1)!.slice(-9)]).toEqual([191, 'entry 100', 'entry 290']);
  });

  test('a filter that nothing meets says so and can be taken away', async () => {
    const page = await show();
    await page.getByLabel('Search in messages').first().fill('nowhere to be found');
    await page.getByText('No entry matches').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('Complete: 5,002 of 5,002').waitFor();
  });

  test('lines that do not wrap keep one height, and the choice is kept', async () => {
    const page = await show('#2500');
    const height = () => page.locator('[data-seq="2500"]').evaluate((row) => row.getBoundingClientRect().height);
    expect(await height()).toBeGreaterThan(30);
    await page.keyboard.press('w');
    await expect.poll(height).toBeLessThan(24);
    await page.reload();
    await opened(page);
    await expect.poll(height).toBeLessThan(24);
  });
});
