import { useEffect, useMemo } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { LogViewer } from '../../components/log/LogViewer.tsx';
import { LogModel } from '../../components/log/model/log-model.ts';
import { fromParameters, toParameters } from '../../components/log/model/view-filter.ts';
import { texts } from '../../state/language.ts';
import { fragment, query, setQuery } from '../../state/route.ts';
import type { PageProps } from '../routes.ts';
import { RunModel } from './run-model.ts';
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
    return () => {
      log.close();
      run.close();
    };
  }, [id]);
  useSignalEffect(() => setQuery(toParameters(log.filter.value)));

  const current = run.run.value;
  return (
    <div class="run-page">
      <h1>{current?.job_name ?? texts.value.run.title}</h1>
      <LogViewer
        model={log} start={current?.started_at ?? null} last={current?.finished_at ?? null} steps={[]} entries={current?.entries ?? null}
        isOver={current?.finished_at !== null} linkTo={(entry) => `${location.pathname}${location.search}#${entry.seq}`}
      />
    </div>
  );
}

const seqOf = (text: string): number | null => (/^\d+$/.test(text) ? Number(text) : null);
