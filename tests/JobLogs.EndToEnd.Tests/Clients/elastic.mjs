// Elasticsearch's official client, which refuses servers that don't say that they are Elasticsearch.
import { Client } from '@elastic/elasticsearch';

const key = process.env.KEY;
const shown = { basic: { username: 'joblogs', password: key }, bearer: { bearer: key }, apikey: { apiKey: key } };
const client = new Client({ node: process.env.ADDRESS + '/elastic', auth: shown[process.env.SCHEME] });
const answer = await client.helpers.bulk({
  datasource: [
    { '@timestamp': '2025-01-31T10:30:00.000Z', message: '开始处理论文搜索', log: { level: 'info' }, paper: '2501.1' },
    { '@timestamp': '2025-01-31T10:30:01.000Z', message: 'gave up', log: { level: 'error' }, error: { type: 'IOError', message: 'download failed' } },
  ],
  onDocument: () => ({ create: { _index: 'nightly' } }),
});
if (answer.failed > 0 || answer.successful !== 2) {
  throw new Error(JSON.stringify(answer));
}
