import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, hasBrowser, open, startBrowser, type WatchedPage } from './browser.ts';
import { receive, type Receiver } from './receiver.ts';
import { startServer, type Server } from './server.ts';

interface Kept {
  readonly name: string;
  readonly enabled: boolean;
  readonly settings: Record<string, unknown>;
  readonly filter: Record<string, unknown>;
}

describe.skipIf(!hasBrowser)('making alert rules and notifiers', () => {
  let server: Server;
  let browser: Browser;
  let receiver: Receiver;
  let received: string[];
  let job: string;
  let opened: WatchedPage | null = null;

  beforeAll(async () => {
    [[received, receiver], server, browser] = await Promise.all([receive(), startServer({ ALERT_ALLOWED_NETWORKS: '127.0.0.1' }), startBrowser()]);
    job = (await server.call<{ id: string }>('POST', '/api/cronjobs', { name: 'importer', type: 'external' })).id;
    await server.call('POST', '/api/cronjobs', { name: 'mailer', type: 'external' });
  });
  afterEach(async () => {
    expect(opened).toMatchObject({ foreign: [], violations: [], errors: [] });
    await opened?.close();
    opened = null;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    receiver?.close();
  });

  const show = async (options = {}): Promise<Page> => (opened = await open(browser, `${server.url}/alerts`, options)).page;
  const save = async (dialog: Locator, label = 'Save'): Promise<void> => {
    await dialog.getByRole('button', { name: label, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const kept = async (list: 'alert_rules' | 'notifiers'): Promise<readonly Kept[]> =>
    (await server.call<Record<string, readonly Kept[]>>('GET', list === 'notifiers' ? '/api/notifiers' : '/api/alert-rules'))[list]!;
  const fail = async (): Promise<void> => {
    const run = await server.call<{ id: string }>('POST', `/api/cronjobs/${job}/runs`);
    await server.call('PATCH', `/api/job-runs/${run.id}`, { status: 'failed', error: { code: 'DISK_FULL', message: 'The disk is full' } });
  };

  test('a notifier and a rule are made, fire, are changed and deleted, by the page alone', async () => {
    const page = await show();
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'New notifier' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill('pager');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('is required: the address to post to.').waitFor();
    expect(await dialog.getByLabel('URL').evaluate((input) => input === document.activeElement)).toBe(true);
    await expectAccessible(page);
    await dialog.getByLabel('URL').fill(receiver.url);
    await dialog.getByLabel(/^Secret/).fill('open sesame');
    await dialog.getByLabel('Wait for further alerts').fill('0');
    await save(dialog);

    const notifier = page.getByRole('row', { name: /pager.*Webhook/ });
    await notifier.getByRole('button', { name: 'Send a test to pager' }).click();
    await notifier.getByText('The test was not received.').waitFor();
    await notifier.getByText(/answered 400/).waitFor();
    receiver.answer = 204;
    await notifier.getByRole('button', { name: 'Send a test to pager' }).click();
    await notifier.getByText('The test was received.').waitFor();
    expect(received.map((body) => JSON.parse(body).test)).toEqual([true, true]);
    await expectAccessible(page);

    await page.keyboard.press('n');
    await dialog.getByLabel('Name', { exact: true }).fill('nightly failed');
    await dialog.getByLabel('Job', { exact: true }).selectOption({ label: 'importer' });
    expect(await dialog.getByLabel('pager').isChecked()).toBe(true);
    await save(dialog);
    const rule = page.getByRole('row', { name: /nightly failed/ }).filter({ hasText: 'a run ends as' });
    await rule.getByText('a run ends as: Failed, Timed out, Interrupted').waitFor();

    await fail();
    await page.getByRole('row', { name: /importer.*The disk is full/ }).waitFor({ timeout: 60_000 });
    await expect.poll(() => received.length, { timeout: 60_000 }).toBe(3);
    expect(JSON.parse(received[2]!).alerts[0].rule_name).toBe('nightly failed');

    await rule.getByRole('button', { name: 'Edit nightly failed' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill('importer is silent');
    await dialog.getByLabel('Type').selectOption({ label: 'A run writes nothing' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(/is required, for example: "after_seconds"/).waitFor();
    await dialog.getByLabel('Nothing for', { exact: true }).fill('1.5');
    await dialog.getByLabel('Nothing for: unit').selectOption('hours');
    await save(dialog);
    const changed = page.getByRole('row', { name: /importer is silent/ });
    await changed.getByText('a run has written nothing for 1 h 30 min').waitFor();
    await page.getByRole('heading', { name: 'Nothing is firing' }).waitFor();

    await page.getByRole('button', { name: 'Delete pager' }).click();
    await dialog.getByText('These rules tell it: importer is silent.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await changed.getByRole('switch', { name: 'Disable importer is silent' }).click();
    await changed.getByRole('switch', { name: 'Enable importer is silent', checked: false }).waitFor();
    expect((await kept('alert_rules'))[0]).toMatchObject({ enabled: false, after_seconds: 5_400, job_id: job });
    await changed.getByRole('button', { name: 'Delete importer is silent' }).click();
    await save(dialog, 'Delete');
    await changed.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete pager' }).click();
    await save(dialog, 'Delete');
    await page.getByText('There are no notifiers.').waitFor();
    expect([await kept('alert_rules'), await kept('notifiers')]).toEqual([[], []]);
  });

  test('what the form does not show, and secrets, are kept when something else is changed', async () => {
    const { id } = await server.call<{ id: string }>('POST', '/api/notifiers', { name: 'team', type: 'feishu', settings: { url: receiver.url, secret: 'open sesame' } });
    const filter = { error_code: 'DISK_FULL', min_level: 'WARNING', step: 'read,write', logger_name: 'Importer' };
    await server.call('POST', '/api/alert-rules', { name: 'disks', type: 'log_match', filter, more_than: 2, notifiers: [id] });
    const page = await show();
    const dialog = page.getByRole('dialog');
    await page.getByText('Warning or worse, in read, write, error_code: DISK_FULL, logger_name: Importer').waitFor();
    await page.getByRole('button', { name: 'Edit disks' }).click();
    await dialog.getByLabel(/^Message has the text/).fill('full');
    await dialog.getByLabel('Quiet time after a notification', { exact: true }).fill('30');
    await expectAccessible(page);
    await save(dialog);
    await page.getByText(/with “full”/).waitFor();
    expect((await kept('alert_rules')).find((rule) => rule.name === 'disks')).toMatchObject({ filter: { ...filter, search: 'full' }, quiet_seconds: 1_800, more_than: 2 });

    await page.getByRole('button', { name: 'Edit team' }).click();
    expect(await dialog.getByLabel('URL').inputValue()).toBe('***');
    await dialog.getByLabel('Name', { exact: true }).fill('the team');
    await save(dialog);
    await page.getByRole('row', { name: /the team/ }).getByRole('button', { name: 'Test' }).click();
    // It was sent, and signed: the address and the secret are there still.
    await page.getByText('The test was not received.').waitFor();
    expect(JSON.parse(received.at(-1)!)).toHaveProperty('sign');
    await page.getByRole('switch', { name: 'Disable the team' }).click();
    await page.getByRole('switch', { name: 'Enable the team' }).waitFor();
    expect((await kept('notifiers')).find((notifier) => notifier.name === 'the team')).toMatchObject({ enabled: false, settings: { url: '***', secret: '***' } });
  });

  test.each([['light', 1280], ['dark', 1280], ['light', 360], ['dark', 360]] as const)('the forms are accessible and fit, %s at %i pixels, also in Chinese and by keyboard', async (colorScheme, width) => {
    const page = await show({ colorScheme, locale: 'zh-CN', viewport: { width, height: 800 } });
    const dialog = page.getByRole('dialog');
    const fits = async (): Promise<void> => {
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await dialog.evaluate((found) => found.scrollWidth - found.clientWidth)).toBeLessThanOrEqual(0);
    };
    await page.getByRole('heading', { name: '告警', exact: true }).waitFor();
    await page.getByRole('button', { name: '新建规则' }).last().focus();
    await page.keyboard.press('Enter');
    for (const type of ['run_failed', 'missed', 'overran', 'silent', 'log_match']) {
      await dialog.getByLabel('类型').selectOption(type);
      await fits();
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '新建通知器' }).focus();
    await page.keyboard.press('Enter');
    for (const type of ['webhook', 'email', 'slack', 'feishu', 'dingtalk', 'wecom']) {
      await dialog.getByLabel('类型').selectOption(type);
      await fits();
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: '新建通知器' }).evaluate((button) => button === document.activeElement)).toBe(true);
  });
});
