// pino-seq: the older array of events.
import pino from 'pino';
import { createStream } from 'pino-seq';

const stream = createStream({
  serverUrl: process.env.ADDRESS + '/seq',
  apiKey: process.env.KEY,
  onError: (error) => { console.error(error); process.exitCode = 1; },
});
const log = pino({ name: 'nightly' }, stream);
log.info({ paper: '2501.1' }, '开始处理论文搜索');
log.error(new Error('download failed'), 'gave up');
await stream.flush();
