import type { Facets, FacetName } from '../../api/facets.ts';
import { compact, number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { setQuery } from '../../state/route.ts';
import { Icon } from '../../components/icons.tsx';
import type { Question } from './question.ts';

interface Props {
  readonly question: Question;
  readonly facets: Facets | null;
  readonly names: ReadonlyMap<string, string>;
}

const order: readonly FacetName[] = ['level', 'job', 'step', 'error_code'];

/** The commonest values among what was found; a click narrows to one, a second takes it back. */
export function FacetList({ question, facets, names }: Props) {
  const { explore: text, common } = texts.value;
  const chosen: Readonly<Record<FacetName, readonly string[]>> = {
    job: question.job === '' ? [] : [question.job],
    level: question.level,
    step: question.step,
    error_code: question.error_code === '' ? [] : [question.error_code],
  };
  const say = (facet: FacetName, value: string): string =>
    facet === 'job' ? names.get(value) ?? value : facet === 'level' ? common.levels[value as keyof typeof common.levels] ?? value : value;
  const any = Object.values(chosen).some((values) => values.length > 0) || question.search !== '';
  return (
    <aside class="facets" aria-label={text.facets}>
      {any && <a class="clear" href="/explore"><Icon name="cross" />{text.clear}</a>}
      {order.map((facet) => {
        const found = facets?.[facet] ?? [];
        // What is chosen stays in sight even where nothing of it was found.
        const missing = chosen[facet].filter((value) => !found.some((known) => known.value === value)).map((value) => ({ value, count: 0 }));
        const values = [...missing, ...found];
        return (
          <section key={facet}>
            <h2>{facet === 'job' ? text.job : facet === 'level' ? text.level : facet === 'step' ? text.step : text.error_code}</h2>
            {values.length === 0 && <p class="soft">{text.noValues}</p>}
            <ul>
              {values.map(({ value, count }) => (
                <li key={value}>
                  <button type="button" aria-pressed={chosen[facet].includes(value)} data-level={facet === 'level' ? value : undefined} title={say(facet, value)} onClick={() => turn(facet, value, chosen[facet])}>
                    <span>{say(facet, value)}</span>
                    <span class="number" title={number(count)}>{compact(count)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </aside>
  );
}

/** Levels and steps may be several, a job and an error code only one. */
function turn(facet: FacetName, value: string, chosen: readonly string[]): void {
  const has = chosen.includes(value);
  const several = facet === 'level' || facet === 'step';
  const next = has ? chosen.filter((known) => known !== value) : several ? [...chosen, value] : [value];
  setQuery({ [facet]: next.join(',') }, {});
}
