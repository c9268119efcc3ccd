import { useState } from 'preact/hooks';
import { previewCron } from '../../api/cron.ts';
import { externalType, getJob } from '../../api/jobs.ts';
import { Failure } from '../../components/Failure.tsx';
import { texts } from '../../state/language.ts';
import { now } from '../../state/now.ts';
import { useResource } from '../../state/resource.ts';
import { go, query, setQuery } from '../../state/route.ts';
import { may } from '../../state/session.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { statusChanges } from '../../state/statusEvents.ts';
import { useTitle } from '../../state/title.ts';
import { DeleteDialog } from '../dialogs/DeleteDialog.tsx';
import { TriggerDialog } from '../dialogs/TriggerDialog.tsx';
import type { PageProps } from '../routes.ts';
import { JobHead } from './JobHead.tsx';
import { JobStatistics } from './JobStatistics.tsx';
import { periods, startOf } from './period.ts';
import { RunList } from './RunList.tsx';
import './job.css';

/** The newest runs that the statistics of runs look at. */
const recentRuns = 1000;

/** One job: how it fares, and its runs. */
export function JobPage({ params }: PageProps) {
  const { job: text, common, help } = texts.value;
  const id = params['job']!;
  const [dialog, setDialog] = useState<'trigger' | 'delete' | null>(null);
  const found = useResource(id, (signal) => getJob(id, recentRuns, signal), { on: statusChanges, every: 30_000 });
  const expression = found.data?.cron_expression ?? null;
  const meaning = useResource(`${expression} ${found.data?.timezone}`, (signal) => (expression === null ? Promise.resolve(null) : previewCron(expression, found.data!.timezone, 1, signal)));
  const runnable = found.data !== null && found.data.type !== externalType && may('operator');
  useTitle(found.data?.name ?? common.loading);
  useShortcuts([
    { keys: 'r', label: () => help.run, run: () => runnable && setDialog('trigger') },
    { keys: 'e', label: () => help.edit, run: () => found.data !== null && may('operator') && go(`/jobs/${found.data.id}/edit`) },
  ]);

  if (found.data === null) {
    return found.error ? <Failure whole error={found.error} retry={found.reload} /> : <p class="loading" role="status">{common.loading}</p>;
  }
  const job = found.data;
  const period = periods.find((known) => known === query.value.get('period')) ?? '7d';
  const start = startOf(period, now.value);
  return (
    <>
      <JobHead job={job} cron={meaning.data} onTrigger={() => setDialog('trigger')} onDelete={() => setDialog('delete')} onChanged={found.reload} />
      <div class="views periods" role="group" aria-label={text.period}>
        {periods.map((known) => (
          <button key={known} type="button" aria-pressed={known === period} onClick={() => setQuery({ period: known === '7d' ? null : known })}>{text.periods[known]}</button>
        ))}
      </div>
      <JobStatistics job={job} period={period} start={start} cap={recentRuns} />
      <RunList job={job} start={start} />
      {dialog === 'trigger' && <TriggerDialog job={job} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && <DeleteDialog job={job} onClose={() => setDialog(null)} />}
    </>
  );
}
