import type { RecentRun } from '../../api/jobs.ts';
import { StackedBars } from '../../components/charts.tsx';
import { dateOnly, shortMoment } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { countOutcomes, outcomes } from './outcomes.ts';
import type { Cut } from './period.ts';

const day = 86_400_000;

/** Runs over time by outcome. */
export function OutcomesChart({ runs, cut }: { readonly runs: readonly RecentRun[]; readonly cut: Cut }) {
  const text = texts.value.job;
  const say = cut.step >= day ? dateOnly : shortMoment;
  const counted = countOutcomes(runs, cut);
  const bars = counted.map((counts, index) => {
    const start = cut.start + index * cut.step;
    const parts = outcomes.map((kind) => ({ kind, value: counts[kind] }));
    const said = parts.filter((part) => part.value > 0).map((part) => `${text.outcomeGroups[part.kind]} ${part.value}`);
    return { key: String(start), title: [say(start), ...said].join(' · '), parts };
  });
  const sums = outcomes.map((kind) => ({ kind, value: counted.reduce((sum, counts) => sum + counts[kind], 0) })).filter((part) => part.value > 0);
  return (
    <figure class="card chart">
      <figcaption><h2>{text.outcomes}</h2></figcaption>
      <StackedBars label={`${text.outcomes}: ${sums.map((part) => `${text.outcomeGroups[part.kind]} ${part.value}`).join(', ')}`} bars={bars} height={120} least={3} />
      <div class="axis"><span>{say(cut.start)}</span><span>{say(cut.start + cut.step * (cut.count - 1))}</span></div>
      <ul class="legend">{sums.map((part) => <li key={part.kind} data-kind={part.kind}>{text.outcomeGroups[part.kind]} <b class="number">{part.value}</b></li>)}</ul>
    </figure>
  );
}
