import type { StatusRow } from '../../api/run-reports.ts';
import { Status } from '../../components/Status.tsx';
import { timeMode } from '../../components/log/viewer-choices.ts';
import { texts } from '../../state/language.ts';
import { fullLocal, TimeFormat } from '../../viewport/timestamps.ts';

/** How a run came to its status. */
export function StatusHistory({ rows, start }: { readonly rows: readonly StatusRow[]; readonly start: string | null }) {
  const time = new TimeFormat(timeMode.value, start, false);
  return (
    <ol class="history">
      {rows.map((row, index) => (
        <li key={index}>
          <time class="number soft" dateTime={row.timestamp} title={fullLocal(row.timestamp)}>{time.short(row.timestamp)}</time>
          <Status status={row.to_status} />
          {row.attempt > 1 && <span class="soft">{texts.value.run.attempt(row.attempt)}</span>}
          {row.reason && <p class="soft">{row.reason}</p>}
        </li>
      ))}
    </ol>
  );
}
