import { sum, type Sample } from '../../api/metricsText.ts';
import { bytes, duration, number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { Facts } from './Facts.tsx';

/** What waits, what is open, and what came through since the start: from `/metrics`. */
export function Load({ samples }: { readonly samples: readonly Sample[] }) {
  const text = texts.value.system;
  const streams = (kind: string): number => sum(samples.filter((sample) => sample.labels['kind'] === kind), 'joblogs_live_connections') ?? 0;
  const accepted = sum(samples.filter((sample) => sample.labels['outcome'] === 'accepted'), 'joblogs_ingest_entries_total');
  const refused = sum(samples, 'joblogs_ingest_refusals_total');
  const commits = sum(samples, 'joblogs_store_commit_duration_seconds_count');
  const seconds = sum(samples, 'joblogs_store_commit_duration_seconds_sum');
  return (
    <section class="card">
      <h2>{text.load}</h2>
      <Facts
        facts={[
          [text.queue, text.queueOf(number(sum(samples, 'joblogs_store_queue_entries') ?? 0), bytes(sum(samples, 'joblogs_store_queue_bytes') ?? 0))],
          [text.streams, text.streamsOf(number(streams('websocket')), number(streams('sse')))],
          [text.accepted, number(accepted ?? 0)],
          [text.refused, number(refused ?? 0)],
          [text.commitTime, commits === null || seconds === null || commits === 0 ? null : duration((seconds / commits) * 1_000)],
        ]}
      />
    </section>
  );
}
