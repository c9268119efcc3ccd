import { texts } from '../../state/language.ts';
import { timeModes, type TimeMode } from '../../viewport/timestamps.ts';
import type { LogModel } from './model/log-model.ts';
import { chooseTimeMode, chooseWrap, timeMode, wraps } from './viewer-choices.ts';

/** How entries are shown, and the ways to the log's ends and errors. */
export function ViewChoices({ model }: { readonly model: LogModel }) {
  const { log } = texts.value;
  return (
    <div class="log-choices">
      <select aria-label={log.timeMode} title={log.timeMode} value={timeMode.value} onChange={(event) => chooseTimeMode(event.currentTarget.value as TimeMode)}>
        {timeModes.map((mode) => <option key={mode} value={mode}>{log.times[mode]}</option>)}
      </select>
      <IconButton label={log.wrap} pressed={wraps.value} act={() => chooseWrap(!wraps.peek())}>
        <path d="M2 4h12M2 8h9.5a2.5 2.5 0 0 1 0 5H8m0 0 2-2m-2 2 2 2M2 12h3" />
      </IconButton>
      <IconButton label={log.previousError} act={() => void model.finder.nextError('before')}>
        <path d="M3 7l5-5 5 5M8 2v7" /><circle cx="8" cy="13" r="1.4" />
      </IconButton>
      <IconButton label={log.nextError} act={() => void model.finder.nextError('after')}>
        <path d="M3 9l5 5 5-5M8 14V7" /><circle cx="8" cy="3" r="1.4" />
      </IconButton>
      <IconButton label={log.toStart} act={() => model.list?.goToStart()}>
        <path d="M2 2.5h12M8 14V6M4 9l4-4 4 4" />
      </IconButton>
      <IconButton label={log.toEnd} pressed={model.following.value} act={() => model.toEnd()}>
        <path d="M2 13.5h12M8 2v8M4 7l4 4 4-4" />
      </IconButton>
    </div>
  );
}

function IconButton(props: { readonly label: string; readonly pressed?: boolean; readonly act: () => void; readonly children: preact.ComponentChildren }) {
  return (
    <button type="button" class="icon-button" aria-label={props.label} title={props.label} aria-pressed={props.pressed} onClick={props.act}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{props.children}</svg>
    </button>
  );
}
