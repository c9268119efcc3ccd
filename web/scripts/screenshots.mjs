// Makes the pictures of docs/images: every page in both themes, of a server with demo data.
// Usage: node scripts/screenshots.mjs [OUTPUT_FOLDER]. Needs the built server, /usr/bin/chromium, python3, and a font with Chinese;
// with pngquant the pictures are a third as large.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const scripts = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(scripts, '../../docs/images'));
const dll = resolve(process.env.JOBLOGS_SERVER ?? join(scripts, '../../src/JobLogs.Server/bin/Release/net10.0/joblogs-server.dll'));
const folder = mkdtempSync(join(tmpdir(), 'joblogs-pictures-'));
mkdirSync(output, { recursive: true });

/** Starts the server and waits until it listens. */
function start() {
  const child = spawn('dotnet', [dll], { cwd: folder, env: { ...process.env, PORT: '0', PAPER_SEARCH_SOURCE: 'sample', DATABASE_URL: `sqlite:///${folder}/joblogs.db` } });
  return new Promise((found, failed) => {
    child.stdout.on('data', (chunk) => {
      const match = /Now listening on: (http:\/\/127\.0\.0\.1:\d+)/.exec(chunk.toString());
      if (match) {
        found({ url: match[1], stop: () => new Promise((done) => child.once('exit', done) && child.kill('SIGTERM')) });
      }
    });
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
  });
}

function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  }
  return stdout;
}

async function call(method, path, body) {
  const response = await fetch(server.url + path, { method, headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  }
  return response.json();
}

/** A run of a job that fails, and maybe one after it with another end. */
async function fail(job, code, message, then) {
  for (const status of then === undefined ? ['failed'] : ['failed', then]) {
    const { id } = await call('POST', `/api/cronjobs/${jobs[job]}/runs`);
    await call('POST', `/api/job-runs/${id}/logs`, [{ message: 'begun' }, ...(status === 'failed' ? [{ message, level: 'ERROR', error_code: code }] : [])]);
    await call('PATCH', `/api/job-runs/${id}`, status === 'failed' ? { status, error: { code, message } } : { status });
    await until(() => call('GET', `/api/alerts?job_id=${jobs[job]}`), ({ alerts }) => alerts[0]?.state === (status === 'failed' ? 'firing' : 'resolved'));
  }
}

async function until(look, isThere) {
  for (;;) {
    const found = await look();
    if (isThere(found)) {
      return found;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}

let server = await start();
const jobs = JSON.parse(run(process.execPath, join(scripts, 'demo.mjs'), server.url));
await server.stop();
run('python3', join(scripts, 'spread.py'), join(folder, 'joblogs.db'));
server = await start();
const [{ id: runId }] = (await (await fetch(`${server.url}/api/cronjobs/${jobs['search-reindex']}/runs?limit=1`)).json()).runs;

await call('POST', '/api/notifiers', { name: 'ops channel', type: 'webhook', enabled: false, settings: { url: 'https://ops.example.com/hook' } })
  .then(({ id }) => Promise.all([
    call('POST', '/api/alert-rules', { name: 'a run failed', type: 'run_failed', notifiers: [id] }),
    call('POST', '/api/alert-rules', { name: 'backup is late', type: 'overran', job_id: 'nightly-backup', after_seconds: 3600, p95_factor: 3, notifiers: [id] }),
    call('POST', '/api/alert-rules', { name: 'many errors', type: 'log_match', filter: { min_level: 'ERROR' }, more_than: 20, window_seconds: 600, notifiers: [id] }),
  ]));
await fail('invoice-mailer', 'SMTP_TIMEOUT', 'The mail server did not answer within 30 s');
await fail('订单对账', 'BAD_ROW', '对账不平：支付宝少 1 笔');
await fail('image-thumbnails', 'DISK_FULL', 'No space left on /var/cdn', 'completed');
const firing = await until(async () => (await call('GET', '/api/alerts?state=firing')).alerts, (alerts) => alerts.length === 2);
await call('POST', `/api/alerts/${firing.find((alert) => alert.job_name === 'invoice-mailer').id}/acknowledge`, { note: 'The provider is down, see their status page' });

const pictures = [
  ['jobs', '/', 'table.jobs'],
  ['job', `/jobs/${jobs['invoice-mailer']}`, '.runs tbody tr'],
  ['run', `/runs/${runId}`, 'main h1'],
  ['form', `/jobs/${jobs['Nightly papers']}/edit`, '.preview tbody tr'],
  ['explore', '/explore?period=7d&level=WARNING,ERROR,CRITICAL', '.entry'],
  ['alerts', '/alerts', '.alerts tbody tr'],
  ['system', '/system', '.facts .status'],
];

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] });
for (const theme of ['light', 'dark']) {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', colorScheme: theme, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  for (const [name, path, there] of pictures) {
    await page.goto(server.url + path);
    await page.locator(there).first().waitFor();
    await page.waitForLoadState('load');
    await page.waitForTimeout(1_500);
    await page.screenshot({ path: join(output, `web-${name}-${theme}.png`) });
  }
  await context.close();
}
for (const [name, options] of [['phone-light', { colorScheme: 'light', viewport: { width: 390, height: 800 } }], ['zh-dark', { colorScheme: 'dark', locale: 'zh-CN', viewport: { width: 1280, height: 800 } }]]) {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Shanghai', ...options });
  const page = await context.newPage();
  await page.goto(server.url + '/');
  await page.locator('table.jobs').waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(output, `web-jobs-${name}.png`) });
  await context.close();
}
await browser.close();
await server.stop();
spawnSync('sh', ['-c', `command -v pngquant >/dev/null && pngquant --force --ext .png --skip-if-larger --quality 70-95 '${output}'/web-*.png`], { stdio: 'inherit' });
rmSync(folder, { recursive: true, force: true });
