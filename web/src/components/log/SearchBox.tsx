import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import type { LogModel } from './model/log-model.ts';

const patience = 250;

/** A text to filter by, or to find among all; the matches and the way from one to the next. */
export function SearchBox({ model }: { readonly model: LogModel }) {
  const { log } = texts.value;
  const view = model.filter.value;
  const typed = useSignal<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const apply = (text: string): void => {
    clearTimeout(timer.current);
    typed.value = null;
    void model.setFilter({ ...model.filter.peek(), text });
  };
  const type = (text: string): void => {
    typed.value = text;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => apply(text), patience);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (typed.peek() !== null) {
        apply(typed.peek()!);
      }
      void model.finder.nextMatch(event.shiftKey ? 'before' : 'after');
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (view.text === '' && typed.peek() === null) {
        model.list?.element.focus();
      } else {
        apply('');
      }
    }
  };
  return (
    <div class="log-search" role="search">
      <input
        type="search" maxLength={256} aria-label={log.search} placeholder={log.searchHint} value={typed.value ?? view.text} spellcheck={false} autocomplete="off"
        onInput={(event) => type(event.currentTarget.value)} onKeyDown={press}
      />
      <div class="log-modes" role="group" aria-label={log.search}>
        {(['filter', 'find'] as const).map((mode) => (
          <button
            key={mode} type="button" aria-pressed={view.textMode === mode} title={log.textModes[mode]}
            onClick={() => void model.setFilter({ ...view, textMode: mode })}
          >
            {mode === 'filter' ? log.filterMode : log.findMode}
          </button>
        ))}
      </div>
      {view.text !== '' && <Matches model={model} />}
    </div>
  );
}

function Matches({ model }: { readonly model: LogModel }) {
  const { log } = texts.value;
  const position = model.finder.position.value;
  const text = position === null ? '…' : position.total === 0 ? log.noMatches
    : position.at === null ? log.matches(number(position.total)) : log.matchOf(number(position.at), number(position.total));
  return (
    <div class="log-matches">
      <span class="number" role="status">{text}</span>
      <button type="button" class="icon-button" aria-label={log.previousMatch} title={log.previousMatch} onClick={() => void model.finder.nextMatch('before')}>↑</button>
      <button type="button" class="icon-button" aria-label={log.nextMatch} title={log.nextMatch} onClick={() => void model.finder.nextMatch('after')}>↓</button>
    </div>
  );
}
