import { useMemo, useRef, useState } from 'preact/hooks';
import { getFacets } from '../../api/facets.ts';
import { listJobs } from '../../api/jobs.ts';
import { getStatistics } from '../../api/statistics.ts';
import { Icon } from '../../components/icons.tsx';
import { texts } from '../../state/language.ts';
import { now } from '../../state/now.ts';
import { useResource } from '../../state/resource.ts';
import { query, setQuery } from '../../state/route.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { statusChanges } from '../../state/statusEvents.ts';
import { useTitle } from '../../state/title.ts';
import { FacetList } from './FacetList.tsx';
import { Histogram } from './Histogram.tsx';
import { coarsen, fill } from './histogram.ts';
import { Period } from './Period.tsx';
import { filterOf, intervalOf, readQuestion, scopeOf } from './question.ts';
import { Results } from './Results.tsx';
import './explore.css';

const facetValues = 12;
const manyBuckets = 500;

/** Searching the entries of all jobs. Everything that is asked for stands in the address. */
export function ExplorePage() {
  const { explore: text, help } = texts.value;
  useTitle(text.title);
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const question = useMemo(() => readQuestion(query.value), [query.value]);
  const minute = Math.floor(now.value / 60_000) * 60_000;
  const filter = useMemo(() => filterOf(question, minute), [question, minute]);
  const scope = scopeOf(question);
  const key = JSON.stringify([scope, filter]);
  const from = filter.start_time === undefined ? null : Date.parse(filter.start_time);
  const to = filter.end_time === undefined ? minute : Date.parse(filter.end_time);
  const interval = from === null ? null : intervalOf(to - from);

  const jobs = useResource('jobs', (signal) => listJobs({ limit: 1000 }, signal));
  const counts = useResource(key, (signal) => getStatistics(scope, filter, interval === null ? { buckets: manyBuckets } : { interval: interval.text }, signal), { on: statusChanges });
  const facets = useResource(key, (signal) => getFacets(scope, filter, ['job', 'level', 'step', 'error_code'], facetValues, signal), { on: statusChanges });
  const coarse = interval === null && counts.data ? coarsen(counts.data.histogram) : null;
  const step = coarse?.step ?? interval?.ms ?? 1;
  const spans = useMemo(() => (counts.data ? fill(coarse?.buckets ?? counts.data.histogram, step, from, from === null ? null : to) : []), [counts.data, step]);
  const names = useMemo(() => new Map(jobs.data?.cronjobs.map((job) => [job.id, job.name])), [jobs.data]);

  useShortcuts([{ keys: '/', label: () => help.search, run: () => box.current?.focus() }]);

  return (
    <>
      <h1 class="unseen">{text.title}</h1>
      <form class="tools" role="search" onSubmit={(event) => { event.preventDefault(); setQuery({ search: box.current!.value }, {}); setTyped(null); }}>
        <label class="search">
          <Icon name="search" />
          <span class="unseen">{text.search}</span>
          <input
            ref={box}
            type="search"
            name="search"
            maxLength={256}
            placeholder={text.placeholder}
            value={typed ?? question.search}
            onInput={(event) => { setTyped(event.currentTarget.value); settle(event.currentTarget.value, () => setTyped(null)); }}
          />
        </label>
        <Period question={question} />
      </form>
      <Histogram spans={spans} step={step} onPick={(first, last) => setQuery({ from: new Date(first).toISOString(), to: new Date(last).toISOString() }, {})} />
      <div class="explore">
        <FacetList question={question} facets={facets.data} names={names} />
        <Results scope={scope} filter={filter} statistics={counts.data} names={names} search={question.search} isFiltered={isFiltered(question)} />
      </div>
    </>
  );
}

const isFiltered = (question: ReturnType<typeof readQuestion>): boolean =>
  question.search !== '' || question.job !== '' || question.level.length > 0 || question.step.length > 0 || question.error_code !== '' || question.length !== 'all';

/** What is typed goes into the address once the typing pauses. */
let timer: ReturnType<typeof setTimeout> | undefined;

function settle(search: string, then: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    setQuery({ search });
    then();
  }, 350);
}
