// How soon the page shows something, in a browser that has nothing of it yet. Usage: node first-view.mjs [http://127.0.0.1:8000] [ROUNDS]
import { chromium } from 'playwright-core';

const server = process.argv[2] ?? 'http://127.0.0.1:8000';
const rounds = Number(process.argv[3] ?? 9);
const views = [['/', 'table.jobs tbody tr'], ['/explore?period=all', '.entry'], ['/system', '.facts']];

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] });
for (const [path, there] of views) {
  const measured = [];
  // The first round warms the server and the browser's process, and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.goto(server + path, { waitUntil: 'commit' });
    await page.locator(there).first().waitFor();
    const result = await page.evaluate(() => ({
      shown: performance.now(),
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      requests: performance.getEntriesByType('resource').length + 1,
      bytes: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, entry) => sum + entry.transferSize, 0),
    }));
    if (round > 0) {
      measured.push(result);
    }
    await context.close();
  }
  const of = (name) => median(measured.map((each) => each[name]));
  console.log(`${path.padEnd(22)} painted ${of('painted').toFixed(0)} ms, data shown ${of('shown').toFixed(0)} ms, ${of('requests')} requests, ${(of('bytes') / 1024).toFixed(1)} KiB`);
}
await browser.close();
