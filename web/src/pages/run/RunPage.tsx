import { useSignalEffect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { LogViewer } from '../../components/log/LogViewer.tsx';
import { LogModel } from '../../components/log/model/log-model.ts';
import { fromParameters, isFiltered, toLogFilter, toParameters } from '../../components/log/model/view-filter.ts';
import { Failure } from '../../components/Failure.tsx';
import { serverIsAway } from '../../state/connection.ts';
import { texts } from '../../state/language.ts';
import { fragment, query, setQuery } from '../../state/route.ts';
import { useTitle } from '../../state/title.ts';
import type { PageProps } from '../routes.ts';
import { AttemptTabs } from './AttemptTabs.tsx';
import { DownloadMenu } from './DownloadMenu.tsx';
import { RunHeader } from './RunHeader.tsx';
import { RunModel } from './run-model.ts';
import { RunSide } from './RunSide.tsx';
import './run.css';

/** One run: its log beside its steps, status, metrics and progress. */
export function RunPage({ params }: PageProps) {
  const id = params['run']!;
  const run = useMemo(() => new RunModel(id), [id]);
  const log = useMemo(() => new LogModel({ run: id }, { status: () => run.outdate(), metric: () => run.outdate(), ended: () => run.outdate() }), [id]);
  useEffect(() => {
    const seq = seqOf(fragment.peek());
    void log.setFilter(fromParameters(query.peek()), seq === null ? 'end' : { seq, mark: true });
    run.start();
    const stop = followAddress(log);
    return () => {
      stop();
      log.close();
      run.close();
    };
  }, [id]);
  useSignalEffect(() => {
    const parameters = toParameters(log.filter.value);
    if (log.isOpened) {
      setQuery(parameters);
    }
  });

  const current = run.run.value;
  useTitle(current ? `${current.job_name} · ${texts.value.common.statuses[current.status]}` : texts.value.run.title);
  if (!current) {
    return run.error.value ? <Failure error={run.error.value} retry={() => run.start()} /> : <div class="run-page" aria-busy="true" />;
  }
  const view = log.filter.value;
  const stepNames = [...new Set([...run.steps.value.map((step) => step.name), ...log.statistics.steps.value])];
  return (
    <div class="run-page">
      <RunHeader run={current} model={run} />
      <RunSide model={run} log={log} />
      <div class="run-log">
        {current.attempt > 1 && <AttemptTabs attempts={current.attempt} chosen={view.attempt} choose={(attempt) => void log.setFilter({ ...view, attempt })} />}
        <LogViewer
          model={log} start={current.started_at ?? current.created_at} last={current.finished_at} steps={stepNames} entries={current.entries}
          isOver={current.finished_at !== null} linkTo={(entry) => `${location.pathname}${location.search}#${entry.seq}`}
          tools={<DownloadMenu run={id} filter={toLogFilter(view)} isFiltered={isFiltered(view)} />}
        />
      </div>
    </div>
  );
}

/** Goes to the entry that the address names when it names another, and looks for news when the reader comes back. */
function followAddress(log: LogModel): () => void {
  let known = fragment.peek();
  const stop = fragment.subscribe((text) => {
    const seq = seqOf(text);
    if (text !== known && seq !== null) {
      void log.goTo(seq);
    }
    known = text;
  });
  const wake = (): void => {
    if (!document.hidden) {
      log.wake();
    }
  };
  document.addEventListener('visibilitychange', wake);
  addEventListener('online', wake);
  const stopWaiting = serverIsAway.subscribe((away) => !away && wake());
  return () => {
    stop();
    stopWaiting();
    document.removeEventListener('visibilitychange', wake);
    removeEventListener('online', wake);
  };
}

const seqOf = (text: string): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null);
