import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { StreamState } from '../../api/log-stream.ts';
import { number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import type { LogModel } from './model/log-model.ts';
import { isFiltered } from './model/view-filter.ts';

/** Where the log stands, truthfully: whether what is shown is all there is, and whether more would come. */
export function StatusBar({ model, entries }: { readonly model: LogModel; readonly entries: number | null }) {
  const state = model.stream.value;
  const { log } = texts.value;
  const total = model.total.value;
  const rate = model.pace.perSecond.value;
  const all = isFiltered(model.filter.value) && entries !== null && entries > total ? log.ofTotal(number(total), number(entries)) : log.total(number(total));
  return (
    <div class="log-status" data-state={state.kind}>
      <span class="log-status-state" role="status"><span class="log-dot" aria-hidden="true" /><StateText state={state} model={model} /></span>
      {state.kind === 'waiting' && <button type="button" class="log-action" onClick={() => model.connectNow()}>{log.connectNow}</button>}
      {state.kind !== 'ended' && <span class="number">{all}</span>}
      {rate > 0 && <span class="number soft">{log.perSecond(number(rate))}</span>}
      {model.notice.value && <span class="log-notice" role="status">{log[model.notice.value]}</span>}
      {model.removedThrough.value !== null && <span class="log-notice">{log.cleanedUp(number(model.removedThrough.value))}</span>}
    </div>
  );
}

function StateText({ state, model }: { readonly state: StreamState; readonly model: LogModel }) {
  const { states } = texts.value.log;
  switch (state.kind) {
    case 'connecting': return states.connecting;
    case 'replaying': return states.replaying;
    case 'live': return states.live;
    case 'waiting': return <Countdown until={state.until} />;
    case 'refused': return `${states.refused}: ${state.problem.detail}`;
    case 'closed': return '';
    case 'ended': return endText(state, model);
  }
}

function endText({ end }: Extract<StreamState, { kind: 'ended' }>, model: LogModel): string {
  const { states } = texts.value.log;
  const here = model.total.value;
  if (end.status === 'deleted' || end.matched === null || end.entries === null) {
    return states.deleted;
  }
  if (here !== end.matched) {
    return states.incomplete(number(here), number(end.matched));
  }
  return end.matched === end.entries ? states.complete(number(here)) : isFiltered(model.filter.value)
    ? states.completeFiltered(number(here), number(end.entries)) : states.completeKept(number(here), number(end.entries));
}

function Countdown({ until }: { readonly until: number }) {
  const left = useSignal(0);
  useEffect(() => {
    const tell = (): void => {
      left.value = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    };
    tell();
    const timer = setInterval(tell, 500);
    return () => clearInterval(timer);
  }, [until]);
  return <>{texts.value.log.states.reconnecting(left.value)}</>;
}
