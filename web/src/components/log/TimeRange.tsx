import { texts } from '../../state/language.ts';
import { timeMode } from './viewer-choices.ts';
import type { LogModel } from './model/log-model.ts';

/** The chosen time as two fields, so that it can be chosen without a pointer too. Stands there once a time is chosen, or the focus comes to it. */
export function TimeRange({ model }: { readonly model: LogModel }) {
  const { log } = texts.value;
  const view = model.filter.value;
  const isUtc = timeMode.value === 'utc';
  const chosen = view.from !== null || view.to !== null;
  const choose = (end: 'from' | 'to', text: string): void => {
    const at = text === '' ? null : new Date(isUtc ? text + 'Z' : text).toISOString();
    void model.setFilter({ ...view, [end]: at });
  };
  return (
    <div class="log-range" data-chosen={chosen}>
      {(['from', 'to'] as const).map((end) => (
        <input
          key={end} type="datetime-local" step="0.001" aria-label={end === 'from' ? log.rangeStart : log.rangeEnd} value={fieldTime(view[end], isUtc)}
          onChange={(event) => choose(end, event.currentTarget.value)}
        />
      ))}
      {chosen && <button type="button" class="log-action" onClick={() => void model.setFilter({ ...view, from: null, to: null })}>{log.clearRange}</button>}
    </div>
  );
}

/** A time as the field wants it, by the reader's clock or UTC. */
function fieldTime(at: string | null, isUtc: boolean): string {
  if (at === null) {
    return '';
  }
  const date = new Date(at);
  return new Date(date.getTime() - (isUtc ? 0 : date.getTimezoneOffset() * 60_000)).toISOString().slice(0, 23);
}
