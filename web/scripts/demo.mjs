// Fills a server with jobs that look like a working day, through its API. Usage: node demo.mjs [http://127.0.0.1:8000]
// Prints what it made as JSON: the ids of the jobs by name.
const server = process.argv[2] ?? 'http://127.0.0.1:8000';

/** The same numbers each time. */
let seed = 20260131;
const random = () => {
  seed = (seed * 1664525 + 1013904223) % 4294967296;
  return seed / 4294967296;
};
const pick = (list) => list[Math.floor(random() * list.length)];
const between = (low, high) => Math.round(low + random() * (high - low));

async function call(method, path, body, type = 'application/json') {
  const response = await fetch(server + path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': type },
    body: body === undefined ? undefined : type === 'application/json' ? JSON.stringify(body) : body,
  });
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  }
  return response.status === 204 ? undefined : response.json();
}

const external = [
  { name: 'warehouse-sync', runs: 24, failing: 0.04, entries: [120, 320], steps: ['extract', 'transform', 'load', 'verify'], tags: ['orders', 'stock'] },
  { name: 'nightly-backup', runs: 22, failing: 0.02, entries: [40, 90], steps: ['snapshot', 'upload', 'prune'], tags: ['db-1', 'db-2'] },
  { name: 'invoice-mailer', runs: 24, failing: 0.3, entries: [30, 120], steps: ['render', 'send'], tags: ['eu', 'us'], last: 'failed' },
  { name: '订单对账', runs: 20, failing: 0.1, entries: [80, 220], steps: ['下载账单', '对账', '生成报告'], tags: ['支付宝', '微信支付'] },
  { name: 'search-reindex', runs: 12, failing: 0.1, entries: [200, 500], steps: ['scan', 'index', 'swap'], tags: ['products'], last: 'running' },
  { name: 'image-thumbnails', runs: 24, failing: 0, entries: [20, 60], steps: ['list', 'resize'], tags: ['cdn'] },
];

const errors = [
  ['SMTP_TIMEOUT', 'The mail server did not answer within 30 s'],
  ['RATE_LIMITED', 'The other side asks to wait 60 s'],
  ['BAD_ROW', 'Row 8812 has no customer'],
  ['DISK_FULL', 'No space left on /var/spool'],
];

function entry(at, step, tag) {
  const dice = random();
  const common = { timestamp: new Date(at).toISOString(), step };
  if (dice < 0.012) {
    const [error_code, message] = pick(errors);
    return { ...common, level: random() < 0.1 ? 'CRITICAL' : 'ERROR', message, error_code, details: { tag, attempt: between(1, 3) } };
  }
  if (dice < 0.07) {
    return { ...common, level: 'WARNING', message: pick([`Slow answer from ${tag}: ${between(900, 4000)} ms`, '重试第 2 次：连接被重置', `Skipped ${between(1, 9)} rows without a key`]) };
  }
  if (dice < 0.25) {
    return { ...common, level: 'DEBUG', message: `cache ${pick(['hit', 'miss'])} key=${tag}:${between(1000, 9999)}` };
  }
  return {
    ...common, level: 'INFO', duration_ms: between(20, 1800),
    message: pick([`Processed ${between(50, 900)} rows of ${tag}`, `已处理 ${between(50, 900)} 条记录（${tag}）`, `Wrote part ${between(1, 40)} of 40`, `Fetched page ${between(1, 60)} from ${tag}`]),
    details: { tag, rows: between(50, 900) },
  };
}

const ndjson = (list) => list.map((item) => JSON.stringify(item)).join('\n');

async function oneRun(job, spec, index) {
  const run = await call('POST', `/api/cronjobs/${job}/runs`, { lease_seconds: 0 });
  const isLast = index === spec.runs - 1;
  const ending = isLast && spec.last !== undefined ? spec.last : random() < spec.failing ? 'failed' : 'completed';
  const count = between(...spec.entries);
  const days = 6.5;
  const start = Date.now() - (spec.runs - 1 - index) * ((days * 86_400_000) / spec.runs) - 60_000;
  const entries = Array.from({ length: count }, (_, n) => entry(start + (n * 45_000) / count, spec.steps[Math.floor((n / count) * spec.steps.length)], pick(spec.tags)));
  if (ending === 'failed') {
    const [error_code, message] = pick(errors);
    entries.push({ timestamp: new Date(start + 46_000).toISOString(), level: 'ERROR', step: spec.steps.at(-1), message, error_code, exception: { type: 'IOException', message, stack_trace: '  at Mailer.Send(Message message)\n  at Mailer.SendAll()' } });
  }
  await call('POST', `/api/job-runs/${run.id}/logs`, ndjson(entries), 'application/x-ndjson');
  for (const [place, step] of spec.steps.entries()) {
    const began = start + (place * 45_000) / spec.steps.length;
    await call('POST', `/api/job-runs/${run.id}/steps`, { id: `s${place}`, name: step, state: 'begin', timestamp: new Date(began).toISOString() });
    if (ending !== 'running' || place < spec.steps.length - 1) {
      await call('POST', `/api/job-runs/${run.id}/steps`, { id: `s${place}`, name: step, state: 'end', status: 'completed', timestamp: new Date(began + 45_000 / spec.steps.length).toISOString() });
    }
  }
  await call('POST', `/api/job-runs/${run.id}/metrics`, { metric_name: 'rows', metric_value: between(1000, 9000), metric_type: 'counter' });
  if (ending === 'running') {
    await call('PATCH', `/api/job-runs/${run.id}`, { progress: { done: 7210, total: 10_000, message: 'products' }, current_step: spec.steps.at(-1) });
  } else {
    await call('PATCH', `/api/job-runs/${run.id}`, ending === 'failed' ? { status: 'failed', error: { code: 'SMTP_TIMEOUT', message: 'The mail server did not answer within 30 s' } } : { status: 'completed' });
  }
}

const made = {};
for (const spec of external) {
  const job = await call('POST', '/api/cronjobs', { name: spec.name, type: 'external' });
  made[spec.name] = job.id;
  for (let index = 0; index < spec.runs; index++) {
    await oneRun(job.id, spec, index);
  }
}

const scheduled = [
  { name: 'Nightly papers', keywords: ['retrieval', 'agents'], cron_expression: '0 3 * * *', timezone: 'Asia/Shanghai', max_retries: 2, retry_delay_seconds: 30, timeout_seconds: 1800, runs: 14 },
  { name: '大模型论文', keywords: ['language model'], cron_expression: '30 */6 * * *', timezone: 'Asia/Shanghai', runs: 18 },
  { name: 'Weekly survey', keywords: ['survey'], cron_expression: '30 2 * * 0', timezone: 'Europe/Berlin', enabled: false, runs: 3 },
];
for (const { runs, ...definition } of scheduled) {
  const job = await call('POST', '/api/cronjobs', definition);
  made[job.name] = job.id;
  for (let index = 0; index < runs; index++) {
    const { job_run_id } = await call('POST', `/api/cronjobs/${job.id}/trigger`, { force_reprocess: true });
    while ((await call('GET', `/api/job-runs/${job_run_id}`)).finished_at === null) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
console.log(JSON.stringify(made));
