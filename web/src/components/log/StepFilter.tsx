import { texts } from '../../state/language.ts';
import type { LogModel } from './model/log-model.ts';

/** One step to see, or all. */
export function StepFilter({ model, steps }: { readonly model: LogModel; readonly steps: readonly string[] }) {
  const { log } = texts.value;
  const view = model.filter.value;
  const names = [...new Set([...steps, ...view.steps])];
  if (names.length === 0) {
    return null;
  }
  const chosen = view.steps.length === 1 ? view.steps[0]! : view.steps.length === 0 ? '' : '*';
  return (
    <select
      class="log-step-filter" aria-label={log.steps} value={chosen} data-active={chosen !== ''}
      onChange={(event) => void model.setFilter({ ...view, steps: event.currentTarget.value === '' ? [] : [event.currentTarget.value] })}
    >
      <option value="">{log.allSteps}</option>
      {chosen === '*' && <option value="*">{view.steps.join(', ')}</option>}
      {names.map((name) => <option key={name} value={name}>{name}</option>)}
    </select>
  );
}
