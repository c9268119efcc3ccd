// A nightly job that sends its log by OpenTelemetry. The job's name is the service's; each start is a run of its own, named by
// cicd.pipeline.run.id. JobLogs makes the job when it is new, opens the run, and closes it when nothing came for a while.
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';

const address = process.env.JOBLOGS_URL ?? 'http://localhost:8000';
const exporter = new OTLPLogExporter({ url: `${address}/v1/logs` });
const provider = new LoggerProvider({
  resource: resourceFromAttributes({
    'service.name': process.env.JOB_NAME ?? 'node-nightly',
    'cicd.pipeline.run.id': process.env.RUN_KEY ?? new Date().toISOString(),
  }),
  processors: [new BatchLogRecordProcessor({ exporter })],
});
const log = provider.getLogger('papers');

log.emit({ severityNumber: SeverityNumber.INFO, body: '开始处理论文搜索', attributes: { 'joblogs.step': 'paper_search', keywords: ['ML', 'AI'] } });
for (let page = 1; page <= 3; page++) {
  log.emit({ severityNumber: SeverityNumber.DEBUG, body: `page ${page} read`, attributes: { 'joblogs.step': 'paper_search', 'joblogs.duration_ms': 40 * page } });
}
log.emit({
  severityNumber: SeverityNumber.ERROR,
  body: 'one paper could not be read',
  attributes: { 'joblogs.step': 'download', 'joblogs.error_code': 'bad_pdf', 'exception.type': 'SyntaxError', 'exception.message': 'no pages' },
});
await provider.shutdown();
