import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiError } from '../../api/problem.ts';
import { externalType } from '../../api/jobs.ts';
import { cancelRun, isUnderWay, retryRun, type Run } from '../../api/runs.ts';
import { Moment } from '../../components/Moment.tsx';
import { Status } from '../../components/Status.tsx';
import { duration } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { now } from '../../state/now.ts';
import { go } from '../../state/route.ts';
import { may } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';
import type { RunModel } from './run-model.ts';

/** Which run this is, how it stands, and what can be done about it. */
export function RunHeader({ run, model }: { readonly run: Run; readonly model: RunModel }) {
  const { facts, back } = texts.value.run;
  const { triggers } = texts.value.common;
  return (
    <header class="run-header">
      <div class="run-title">
        <h1><a href={`/jobs/${encodeURIComponent(run.job_id)}`} title={back(run.job_name)}>{run.job_name}</a></h1>
        <Status status={run.status} />
        <code class="soft">{run.id}</code>
      </div>
      <dl class="run-facts">
        <div><dt>{facts.trigger}</dt><dd>{triggers[run.trigger]}</dd></div>
        {run.started_at === null
          ? <div><dt>{facts.started}</dt><dd>{facts.waiting}</dd></div>
          : <div><dt>{facts.started}</dt><dd><Moment at={run.started_at} /></dd></div>}
        {run.started_at !== null && (
          <div><dt>{run.finished_at === null ? facts.running : facts.duration}</dt><dd class="number">{duration(lasted(run))}</dd></div>
        )}
        {run.attempt > 1 && <div><dt>{facts.attempt}</dt><dd class="number">{run.attempt}</dd></div>}
        {run.retry_of !== null && <div><dt>{facts.retryOf}</dt><dd><a href={`/runs/${encodeURIComponent(run.retry_of)}`}><code>{run.retry_of}</code></a></dd></div>}
      </dl>
      {may('operator') && <RunActions run={run} model={model} />}
    </header>
  );
}

/** How long a run took, or has taken by now. */
const lasted = (run: Run): number =>
  run.finished_at === null ? Math.max(0, now.value - Date.parse(run.started_at!)) : (run.duration_ms ?? Date.parse(run.finished_at) - Date.parse(run.started_at!));

function RunActions({ run, model }: { readonly run: Run; readonly model: RunModel }) {
  const { run: words } = texts.value;
  const sure = useSignal(false);
  const busy = useSignal(false);
  useEffect(() => {
    if (!sure.value) {
      return undefined;
    }
    const timer = setTimeout(() => (sure.value = false), 5_000);
    return () => clearTimeout(timer);
  }, [sure.value]);

  const act = async (what: () => Promise<void>): Promise<void> => {
    busy.value = true;
    try {
      await what();
    } catch (error) {
      toast(error instanceof ApiError ? error.message : String(error), 'bad');
    }
    busy.value = false;
    model.outdate();
  };
  const cancel = (): void => {
    if (sure.value) {
      sure.value = false;
      void act(async () => void (await cancelRun(run.id)));
    } else {
      sure.value = true;
    }
  };
  const retry = (): void => void act(async () => {
    const accepted = await retryRun(run.id);
    toast(words.retried);
    go(`/runs/${encodeURIComponent(accepted.job_run_id)}`);
  });
  return (
    <div class="run-actions">
      {isUnderWay(run.status)
        ? <button type="button" class="button danger" disabled={busy.value} onClick={cancel}>{busy.value ? words.cancelling : sure.value ? words.cancelSure : words.cancel}</button>
        : run.job_type !== externalType && <button type="button" class="button" disabled={busy.value} onClick={retry}>{words.retry}</button>}
    </div>
  );
}
