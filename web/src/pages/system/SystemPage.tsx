import { getHealth, getMetricsText, getStores, getSystem } from '../../api/system.ts';
import { readMetrics } from '../../api/metricsText.ts';
import { Failure } from '../../components/Failure.tsx';
import { texts } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { may } from '../../state/session.ts';
import { useTitle } from '../../state/title.ts';
import { Keys } from './Keys.tsx';
import { Load } from './Load.tsx';
import { Retention } from './Retention.tsx';
import { ServerCard } from './ServerCard.tsx';
import { StoreCards } from './StoreCards.tsx';
import './system.css';

const pause = 5_000;

/** The server: its stores, its load, what it keeps, and who may use it. */
export function SystemPage() {
  const { system: text, common } = texts.value;
  useTitle(text.title);
  const system = useResource('system', getSystem, { every: pause });
  const stores = useResource('stores', getStores, { every: pause });
  const health = useResource('health', getHealth, { every: pause });
  const metrics = useResource('metrics', async (signal) => readMetrics(await getMetricsText(signal)), { every: pause });
  if (system.data === null) {
    return system.error ? <Failure whole error={system.error} retry={system.reload} /> : <p class="loading" role="status">{common.loading}</p>;
  }
  return (
    <>
      <h1>{text.title}</h1>
      <div class="cards">
        <ServerCard system={system.data} health={health.data} />
        {metrics.data && <Load samples={metrics.data} />}
        {stores.data && <StoreCards stores={stores.data} />}
        <Retention days={system.data.retention_days} />
      </div>
      {may('admin') && <Keys />}
    </>
  );
}
