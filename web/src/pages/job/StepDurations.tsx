import type { Durations } from '../../api/statistics.ts';
import { ShareBar } from '../../components/charts.tsx';
import { compact, duration } from '../../state/format.ts';
import { texts } from '../../state/language.ts';

const shown = 12;

/** How long each step took by the entries that say so: the longest first. */
export function StepDurations({ durations }: { readonly durations: Readonly<Record<string, Durations>> }) {
  const text = texts.value.job;
  const rows = Object.entries(durations).sort(([, a], [, b]) => b.p95 - a.p95).slice(0, shown);
  const longest = Math.max(1, ...rows.map(([, row]) => row.p95));
  return (
    <section class="card">
      <h2>{text.steps}</h2>
      {rows.length === 0
        ? <p class="soft">{text.noSteps}</p>
        : (
          <table class="list compact">
            <thead>
              <tr><th scope="col">{text.step}</th><th scope="col" class="right">{text.count}</th><th scope="col" class="right">p50</th><th scope="col" class="right">p95</th><th scope="col"><span class="unseen">p95</span></th></tr>
            </thead>
            <tbody>
              {rows.map(([step, row]) => (
                <tr key={step}>
                  <th scope="row" class="mono">{step === '' ? text.noStep : step}</th>
                  <td class="right number">{compact(row.count)}</td>
                  <td class="right number">{duration(row.p50)}</td>
                  <td class="right number">{duration(row.p95)}</td>
                  <td class="wide"><ShareBar share={row.p95 / longest} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
    </section>
  );
}
