import { levels, type Level } from '../../api/levels.ts';
import { compact, number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import type { LogModel } from './model/log-model.ts';

/** Levels to choose, each with how many entries it has. None chosen means all. */
export function LevelChips({ model }: { readonly model: LogModel }) {
  const view = model.filter.value;
  const counts = model.statistics.counts.value;
  const { log, common } = texts.value;
  const toggle = (level: Level): void => {
    const chosen = view.levels.includes(level) ? view.levels.filter((other) => other !== level) : [...view.levels, level];
    void model.setFilter({ ...view, levels: levels.filter((other) => chosen.includes(other)) });
  };
  return (
    <div class="log-chips" role="group" aria-label={log.levels}>
      {levels.map((level) => {
        const found = counts?.[level] ?? 0;
        const label = log.levelShown(common.levels[level], number(found));
        return (
          <button
            key={level} type="button" class={`log-chip level-${level.toLowerCase()}`} aria-pressed={view.levels.includes(level)} title={label}
            data-empty={found === 0} onClick={() => toggle(level)}
          >
            <span class="log-chip-name">{common.levels[level]}</span>
            {' '}
            <span class="number">{counts ? compact(found) : '·'}</span>
          </button>
        );
      })}
    </div>
  );
}
