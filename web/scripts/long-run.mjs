// How a very long run opens and is scrolled in a browser. Usage: node long-run.mjs [http://127.0.0.1:8000] [ENTRIES]
import { chromium } from 'playwright-core';

const server = process.argv[2] ?? 'http://127.0.0.1:8000';
const total = Number(process.argv[3] ?? 5_000_000);
const request = 50_000;
const rounds = 5;
const stops = 100;

async function call(method, path, body, type = 'application/json') {
  const response = await fetch(server + path, { method, headers: { 'Content-Type': type }, body });
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  }
  return response.json();
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const job = await call('POST', '/api/cronjobs', JSON.stringify({ name: `long-run-${Date.now()}`, type: 'external' }));
const run = await call('POST', `/api/cronjobs/${job.id}/runs`, '{}');
const began = performance.now();
for (let from = 1; from <= total; from += request) {
  const lines = Array.from({ length: Math.min(request, total - from + 1) }, (_, i) =>
    `{"message": "entry ${from + i}: 订单 ${(from + i) % 977} checked", "level": "${(from + i) % 500 === 0 ? 'ERROR' : 'INFO'}"}`);
  await call('POST', `/api/job-runs/${run.id}/logs`, lines.join('\n'), 'application/x-ndjson');
}
await call('PATCH', `/api/job-runs/${run.id}`, JSON.stringify({ status: 'completed' }));
console.log(`${total.toLocaleString('en')} entries written in ${((performance.now() - began) / 1000).toFixed(1)} s`);

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] });
const openings = [];
let page;
for (let round = 0; round <= rounds; round++) {
  await page?.context().close();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const before = performance.now();
  await page.goto(`${server}/runs/${run.id}`, { waitUntil: 'commit' });
  await page.locator('.log-row:not(.is-waiting)').last().waitFor();
  if (round > 0) {
    openings.push(performance.now() - before);
  }
}
console.log(`opened at its end: first rows after ${median(openings).toFixed(0)} ms (median of ${rounds})`);

const dragged = await page.evaluate(async (stops) => {
  const list = document.querySelector('.log-list');
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const [frames, filled] = [[], []];
  for (let stop = stops; stop >= 0; stop--) {
    const before = performance.now();
    list.scrollTop = ((list.scrollHeight - list.clientHeight) * stop) / stops;
    await frame();
    await frame();
    frames.push((performance.now() - before) / 2);
    while (document.querySelector('.log-row.is-waiting') !== null) {
      await frame();
    }
    filled.push(performance.now() - before);
  }
  return { frames, filled };
}, stops);
const longest = (values) => Math.max(...values).toFixed(0);
console.log(`dragged end to end in ${stops} leaps: a frame ${median(dragged.frames).toFixed(1)} ms (longest ${longest(dragged.frames)}), filled after ${median(dragged.filled).toFixed(0)} ms (longest ${longest(dragged.filled)})`);
await browser.close();
