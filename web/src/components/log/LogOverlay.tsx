import { number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import type { LogModel } from './model/log-model.ts';
import { isFiltered, noFilter } from './model/view-filter.ts';
import { Notice } from '../Notice.tsx';

/** What stands over the list: why there is nothing in it, and how much has come below. */
export function LogOverlay({ model, isOver }: { readonly model: LogModel; readonly isOver: boolean }) {
  const { log, common } = texts.value;
  if (model.error.value) {
    const retry = <button type="button" class="button" onClick={() => void model.open('end')}>{common.retry}</button>;
    return <div class="log-overlay" role="alert"><Notice title={log.failed} hint={model.error.value.message} action={retry} /></div>;
  }
  if (model.opening.value) {
    return model.total.value === 0 ? <div class="log-overlay log-opening" role="status">{log.opening}</div> : null;
  }
  if (model.total.value === 0) {
    return <div class="log-overlay"><Nothing model={model} isOver={isOver} /></div>;
  }
  if (!model.following.value && model.fresh.value > 0) {
    return (
      <button type="button" class="log-pill" data-errors={model.freshErrors.value > 0} onClick={() => model.toEnd()}>
        <span aria-hidden="true">↓</span> {log.newEntries(number(model.fresh.value))}
      </button>
    );
  }
  return null;
}

function Nothing({ model, isOver }: { readonly model: LogModel; readonly isOver: boolean }) {
  const { log } = texts.value;
  if (!isFiltered(model.filter.value)) {
    return <Notice title={log.empty} hint={isOver ? log.emptyOver : log.emptyLive} />;
  }
  const clear = <button type="button" class="button" onClick={() => void model.setFilter(noFilter)}>{log.clearFilters}</button>;
  return <Notice title={log.nothingMatches} hint={log.nothingMatchesHint} action={clear} />;
}
