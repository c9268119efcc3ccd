import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';

const executable = process.env['JOBLOGS_CHROMIUM'] ?? '/usr/bin/chromium';

/** Whether the tests of this folder can run here; where they can't, they are skipped and say so. */
export const hasBrowser = existsSync(executable);

/** Starts a browser that calls nobody by itself. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });

/** A page that remembers what must not happen: requests to other hosts, and anything its policy forbids. */
export interface WatchedPage {
  readonly page: Page;
  readonly foreign: string[];
  readonly violations: string[];
  readonly errors: string[];
  close(): Promise<void>;
}

/** Opens an address in a context of its own. */
export async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const [foreign, violations, errors]: [string[], string[], string[]] = [[], [], []];
  const host = new URL(url).host;
  page.on('request', (request) => {
    if (new URL(request.url()).host !== host) {
      foreign.push(request.url());
    }
  });
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) {
      violations.push(message.text());
    }
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  return { page, foreign, violations, errors, close: () => context.close() };
}

/** Holds a page against the rules of WCAG 2.2 AA. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger, which the page's own policy does not bind.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const result = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return result.violations.map((violation) => `${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  });
  expect(found).toEqual([]);
}
