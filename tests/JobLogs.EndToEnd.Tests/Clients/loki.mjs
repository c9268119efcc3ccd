// winston-loki: Protocol Buffers packed with Snappy (or JSON, with JSON=1).
import winston from 'winston';
import LokiTransport from 'winston-loki';

const transport = new LokiTransport({
  host: process.env.ADDRESS + '/loki',
  json: process.env.JSON === '1',
  basicAuth: process.env.KEY && `joblogs:${process.env.KEY}`,
  labels: { app: 'nightly' },
  format: winston.format.json(),
  replaceTimestamp: false,
  onConnectionError: (error) => { console.error(error); process.exitCode = 1; },
});
const log = winston.createLogger({ transports: [transport] });
log.info('开始处理论文搜索', { paper: '2501.1' });
log.error('gave up');
await transport.flush();
log.close();
