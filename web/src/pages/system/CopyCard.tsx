import type { ComponentChildren } from 'preact';
import type { CopyStatus } from '../../api/system.ts';
import { Icon } from '../../components/icons.tsx';
import { bytes, duration, number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { Facts } from './Facts.tsx';

/** The copy for search: whether it is well, and how far it lags. */
export function CopyCard({ copy }: { readonly copy: CopyStatus }) {
  const text = texts.value.system;
  const known = <T,>(value: T | null | undefined, say: (value: T) => ComponentChildren): ComponentChildren | null => (value === null || value === undefined ? null : say(value));
  return (
    <section class="card">
      <h2>{text.elasticsearch}</h2>
      {!copy.enabled
        ? <p class="soft">{text.noCopy}</p>
        : (
          <Facts
            facts={[
              [text.health, known(copy.status, (status) => <State status={status} detail={copy.detail ?? null} />)],
              [text.product, known(copy.product, (product) => `${product} ${copy.version ?? ''}`)],
              [text.lag, known(copy.lag_commits, (commits) => text.lagOf(number(commits), copy.lag_seconds ? duration(copy.lag_seconds * 1_000) : null))],
              [text.deadLetters, known(copy.dead_letters, number)],
              [text.documents, known(copy.documents, number)],
              [text.size, known(copy.size_bytes, bytes)],
              [text.nodes, known(copy.nodes, (nodes) => text.nodesOf(String(copy.nodes_answering ?? 0), String(nodes)))],
              [text.fedBy, known(copy.fed_by, (server) => <code>{server}</code>)],
            ]}
          />
        )}
    </section>
  );
}

/** A copy that lags or is being made anew is busy, not broken: the answers come from the database meanwhile. */
const tones = { healthy: 'completed', behind: 'running', rebuilding: 'running', incomplete: 'failed', down: 'failed' } as const;

function State({ status, detail }: { readonly status: keyof typeof tones; readonly detail: string | null }) {
  const tone = tones[status] ?? 'failed';
  return (
    <>
      <span class="status" data-status={tone}><Icon name={tone === 'completed' ? 'check' : tone === 'running' ? 'clock' : 'cross'} />{texts.value.system.copyStates[status] ?? status}</span>
      {detail !== null && <p class="soft">{detail}</p>}
    </>
  );
}
