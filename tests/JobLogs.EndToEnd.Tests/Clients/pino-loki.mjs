// pino-loki: JSON.
import pino from 'pino';
import { pinoLoki } from 'pino-loki';

// The slash at the end keeps the address whole: this library resolves its own path against it.
const stream = pinoLoki({ host: process.env.ADDRESS + '/loki/', batching: false, labels: { app: 'nightly' } });
const log = pino({}, stream);
log.info({ paper: '2501.1' }, '开始处理论文搜索');
log.error('gave up');
stream.end();
await new Promise((resolve) => stream.on('close', resolve));
