// pino-loki: JSON.
import pino from 'pino';
import { pinoLoki } from 'pino-loki';

// Without batching each line is a request of its own, and they overtake each other.
// The slash at the end keeps the address whole: this library resolves its own path against it.
const key = process.env.KEY;
const stream = pinoLoki({
  host: process.env.ADDRESS + '/loki/',
  basicAuth: key && { username: 'joblogs', password: key },
  batching: { interval: 1 },
  labels: { app: 'nightly' },
});
const log = pino({}, stream);
log.info({ paper: '2501.1' }, '开始处理论文搜索');
log.error('gave up');
stream.end();
await new Promise((resolve) => stream.on('close', resolve));
