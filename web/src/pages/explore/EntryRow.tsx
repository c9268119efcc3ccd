import { useState } from 'preact/hooks';
import type { LogEntry } from '../../api/entries.ts';
import { Icon } from '../../components/icons.tsx';
import { Marked } from '../../components/Marked.tsx';
import { duration, moment } from '../../state/format.ts';
import { texts } from '../../state/language.ts';

/** An entry that was found; opened, it shows everything it has. */
export function EntryRow({ entry, job, search }: { readonly entry: LogEntry; readonly job: string; readonly search: string }) {
  const { explore: text, common } = texts.value;
  const [open, setOpen] = useState(false);
  const link = `/runs/${entry.job_run_id}#${entry.seq}`;
  return (
    <li class="entry" data-level={entry.level}>
      <button type="button" class="fold" aria-expanded={open} aria-label={text.expand} onClick={() => setOpen(!open)}><Icon name={open ? 'down' : 'right'} /></button>
      <time dateTime={entry.timestamp} class="number">{moment(Date.parse(entry.timestamp))}</time>
      <span class="level">{common.levels[entry.level]}</span>
      <span class="where"><a href={`/jobs/${entry.job_id}`}>{job}</a>{entry.step !== null && <span class="soft"> {entry.step}</span>}</span>
      <span class="said mono">
        <Marked text={entry.message} search={search} />
        {entry.error_code !== undefined && <code class="code">{entry.error_code}</code>}
        {entry.duration_ms !== null && <span class="soft"> {duration(entry.duration_ms)}</span>}
      </span>
      <a class="open" href={link} aria-label={text.open} title={text.open}><Icon name="external" /></a>
      {open && <pre class="whole" tabIndex={0}>{JSON.stringify(entry, null, 2)}</pre>}
    </li>
  );
}
