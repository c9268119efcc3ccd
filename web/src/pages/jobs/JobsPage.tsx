import { useRef, useState } from 'preact/hooks';
import { listJobs, type Job } from '../../api/jobs.ts';
import { Failure } from '../../components/Failure.tsx';
import { Icon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { go, query, setQuery } from '../../state/route.ts';
import { useResource } from '../../state/resource.ts';
import { may } from '../../state/session.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { statusChanges } from '../../state/statusEvents.ts';
import { useTitle } from '../../state/title.ts';
import { TriggerDialog } from '../dialogs/TriggerDialog.tsx';
import { healthOf, isIn, recentCount, sorted, views, type SortKey, type View } from './health.ts';
import { JobTable } from './JobTable.tsx';
import './jobs.css';

const most = 500;

/** Every job at a glance. */
export function JobsPage() {
  const { jobs: text, common, help } = texts.value;
  useTitle(text.title);
  const search = query.value.get('search') ?? '';
  const view = (views.find((known) => known === query.value.get('view')) ?? 'all') as View;
  const sort = (query.value.get('sort') ?? 'job') as SortKey;
  const descending = query.value.get('order') === 'desc';
  const box = useRef<HTMLInputElement>(null);
  const [triggered, setTriggered] = useState<Job | null>(null);
  const list = useResource(search, (signal) => listJobs({ search, recent_runs: recentCount, limit: most }, signal), { every: 30_000, on: statusChanges });

  useShortcuts([
    { keys: '/', label: () => help.search, run: () => box.current?.focus() },
    { keys: 'n', label: () => help.newJob, run: () => may('operator') && go('/jobs/new') },
  ]);

  if (list.data === null) {
    return list.error ? <Failure whole error={list.error} retry={list.reload} /> : <p class="loading" role="status">{common.loading}</p>;
  }
  const all = list.data.cronjobs;
  const newJob = may('operator') ? <a class="button primary" href="/jobs/new"><Icon name="plus" />{text.newJob}</a> : null;
  if (list.data.total === 0 && search === '') {
    const first = may('operator') ? <a class="button primary" href="/jobs/new"><Icon name="plus" />{text.createFirst}</a> : undefined;
    return <><h1>{text.title}</h1><Notice title={text.emptyTitle} hint={text.emptyHint} action={first} /></>;
  }
  const shown = sorted(all.filter((job) => isIn(view, job)), sort, descending);
  const healths = all.map((job) => healthOf(job.recent_runs ?? []));
  const count = (wanted: View): number => all.filter((job) => isIn(wanted, job)).length;

  return (
    <>
      <div class="head">
        <div>
          <h1>{text.title}</h1>
          <p class="soft number">{text.summary(number(list.data.total), number(healths.filter((health) => health.isRunning).length), number(healths.filter((health) => health.needsAttention).length))}</p>
        </div>
        {newJob}
      </div>
      <div class="tools">
        <label class="search">
          <Icon name="search" />
          <span class="unseen">{text.search}</span>
          <input ref={box} type="search" placeholder={text.search} value={search} onInput={(event) => setQuery({ search: event.currentTarget.value })} />
        </label>
        <div class="views" role="group" aria-label={text.show}>
          {views.map((known) => (
            <button key={known} type="button" aria-pressed={known === view} onClick={() => setQuery({ view: known === 'all' ? null : known })}>
              {text.views[known]}{known !== 'all' && <span class="number">{count(known)}</span>}
            </button>
          ))}
        </div>
      </div>
      {shown.length === 0
        ? <Notice title={text.nothingTitle} hint={text.nothingHint} action={<a class="button" href="/">{text.clear}</a>} />
        : <JobTable jobs={shown} sort={sort} descending={descending} onTrigger={setTriggered} onChanged={list.reload} />}
      {list.data.has_more && <p class="soft cut">{text.cut(number(all.length), number(list.data.total))}</p>}
      {triggered && <TriggerDialog job={triggered} onClose={() => setTriggered(null)} />}
    </>
  );
}
