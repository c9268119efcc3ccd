import type { Health, SystemDescription } from '../../api/system.ts';
import { Icon } from '../../components/icons.tsx';
import { bytes, duration, moment } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { Facts } from './Facts.tsx';

/** What the server says of itself, and whether it is well. */
export function ServerCard({ system, health }: { readonly system: SystemDescription; readonly health: Health | null }) {
  const text = texts.value.system;
  return (
    <section class="card">
      <h2>{text.server}</h2>
      <Facts
        facts={[
          [text.health, health && <Healthy health={health} />],
          [text.version, `${system.product} ${system.version}`],
          [text.instance, <code>{system.instance}</code>],
          [text.uptime, <span title={moment(Date.parse(system.started_at))}>{duration(system.uptime_seconds * 1_000)}</span>],
          [text.memory, bytes(system.memory_bytes)],
          [text.runtime, system.runtime],
          [text.types, system.job_types.join(', ')],
        ]}
      />
    </section>
  );
}

function Healthy({ health }: { readonly health: Health }) {
  const text = texts.value.system;
  const wrong = health.checks.filter((check) => check.detail !== null);
  const isWell = health.status === 'healthy';
  return (
    <>
      <span class="status" data-status={isWell ? 'completed' : 'failed'}><Icon name={isWell ? 'check' : 'cross'} />{isWell ? text.healthy : text.unhealthy}</span>
      {wrong.map((check) => <p key={check.name} class="wrong">{check.name}: {check.detail}</p>)}
    </>
  );
}
