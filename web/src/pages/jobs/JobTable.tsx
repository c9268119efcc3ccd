import type { Job } from '../../api/jobs.ts';
import { texts } from '../../state/language.ts';
import { setQuery } from '../../state/route.ts';
import { JobRow } from './JobRow.tsx';
import type { SortKey } from './health.ts';

interface Props {
  readonly jobs: readonly Job[];
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly onTrigger: (job: Job) => void;
  readonly onChanged: () => void;
}

/** The jobs, a row each; at phone width a card each. */
export function JobTable(props: Props) {
  const { columns } = texts.value.jobs;
  const head = (key: SortKey, name: string, kind?: string) => (
    <th scope="col" class={kind} aria-sort={props.sort === key ? (props.descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="sort" title={texts.value.jobs.sortBy(name)} onClick={() => sortBy(key, props)}>{name}</button>
    </th>
  );
  return (
    <table class="list jobs">
      <thead>
        <tr>
          {head('job', columns.job)}
          <th scope="col">{columns.runs}</th>
          {head('last', columns.last)}
          {head('next', columns.next)}
          {head('success', columns.success, 'right')}
          {head('typical', columns.typical, 'right')}
          {head('warnings', columns.warnings, 'right')}
          {head('errors', columns.errors, 'right')}
          <th scope="col"><span class="unseen">{columns.actions}</span></th>
        </tr>
      </thead>
      <tbody>
        {props.jobs.map((job) => <JobRow key={job.id} job={job} onTrigger={props.onTrigger} onChanged={props.onChanged} />)}
      </tbody>
    </table>
  );
}

function sortBy(key: SortKey, present: Props): void {
  const turns = present.sort === key && !present.descending;
  setQuery({ sort: key === 'job' ? null : key, order: turns ? 'desc' : null });
}
