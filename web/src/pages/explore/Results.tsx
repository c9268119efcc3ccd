import { useEffect, useState } from 'preact/hooks';
import { listEntries, type LogEntry, type LogFilter, type LogScope } from '../../api/entries.ts';
import type { LogStatistics } from '../../api/statistics.ts';
import { Failure } from '../../components/Failure.tsx';
import { Notice } from '../../components/Notice.tsx';
import { number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { useResource } from '../../state/resource.ts';
import { EntryRow } from './EntryRow.tsx';

interface Props {
  readonly scope: LogScope;
  readonly filter: LogFilter;
  readonly statistics: LogStatistics | null;
  readonly names: ReadonlyMap<string, string>;
  readonly search: string;
  readonly isFiltered: boolean;
}

const pageSize = 100;

/** The entries that were found, newest first. */
export function Results({ scope, filter, statistics, names, search, isFiltered }: Props) {
  const { explore: text, common } = texts.value;
  const key = JSON.stringify([scope, filter]);
  const first = useResource(key, (signal) => listEntries(scope, filter, { limit: pageSize, count: 'none' }, signal));
  const [older, setOlder] = useState<{ readonly entries: readonly LogEntry[]; readonly cursor: string | null; readonly more: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => setOlder(null), [first.data]);

  if (first.data === null) {
    return first.error ? <Failure error={first.error} retry={first.reload} /> : <p class="loading" role="status">{common.loading}</p>;
  }
  if (first.error && !first.error.isAway) {
    return <Failure error={first.error} retry={first.reload} />;
  }
  const entries = [...first.data.logs, ...(older?.entries ?? [])];
  const hasMore = older?.more ?? first.data.has_more;
  const cursor = older?.cursor ?? first.data.next_cursor;
  const more = async (): Promise<void> => {
    if (cursor === null || busy) {
      return;
    }
    setBusy(true);
    try {
      const page = await listEntries(scope, filter, { limit: pageSize, before: cursor, count: 'none' });
      setOlder({ entries: [...(older?.entries ?? []), ...page.logs], cursor: page.next_cursor, more: page.has_more });
    } finally {
      setBusy(false);
    }
  };
  if (entries.length === 0) {
    return isFiltered
      ? <Notice title={text.nothingTitle} hint={text.nothingHint} action={<a class="button" href="/explore?period=all">{text.clear}</a>} />
      : <Notice title={text.emptyTitle} hint={text.emptyHint} action={<a class="button" href="/">{texts.value.shell.toJobs}</a>} />;
  }
  return (
    <section class="results" aria-busy={first.loading}>
      <p class="soft number" role="status">{statistics ? text.found(number(statistics.total), number(first.data.search_time_ms)) : ' '}</p>
      <ol>
        {entries.map((entry) => <EntryRow key={entry.id} entry={entry} job={names.get(entry.job_id) ?? entry.job_id} search={search} />)}
      </ol>
      {hasMore && <button type="button" class="button more" disabled={busy} onClick={() => void more()}>{common.more}</button>}
    </section>
  );
}
