import { useMemo } from 'preact/hooks';
import { duration, momentIn } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { clockChanges } from '../../state/zones.ts';

const horizonDays = 366;
const shown = 2;
const day = 86_400_000;

/** The next times that a zone's clocks change. */
export function ClockChanges({ zone, from }: { readonly zone: string; readonly from: number }) {
  const text = texts.value.form;
  const today = Math.floor(from / day) * day;
  const changes = useMemo(() => clockChanges(zone, today, horizonDays).filter((change) => change.at > from).slice(0, shown), [zone, today]);
  return (
    <div class="changes">
      <h2>{text.clockChanges}</h2>
      {changes.length === 0
        ? <p class="soft">{text.noClockChanges(zone)}</p>
        : (
          <ul>
            {changes.map((change) => {
              const by = duration(Math.abs(change.after - change.before) * 60_000);
              return <li key={change.at}><span>{momentIn(zone, change.at)}</span> <span class="soft">{change.after > change.before ? text.forward(by) : text.backward(by)}</span></li>;
            })}
          </ul>
        )}
    </div>
  );
}
