import type { RunStep } from '../api/run-reports.ts';

/** A step as a bar: where it stands among the others, and which part of the time it takes. */
export interface StepBar {
  readonly step: RunStep;
  readonly depth: number;
  /** From 0 to 1 of the span that is shown. */
  readonly from: number;
  readonly to: number;
}

/** The time that bars are laid out over, in milliseconds since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** From the first begin to the last end, or to `now` while a step isn't over. */
export function spanOf(steps: readonly RunStep[], now: number): TimeSpan {
  const from = Math.min(...steps.map((step) => Date.parse(step.started_at)));
  const to = Math.max(...steps.map((step) => endOf(step, now)));
  return steps.length === 0 ? { from: now, to: now + 1 } : { from, to: Math.max(to, from + 1) };
}

/** Bars in the order in which steps began, each behind the step that it is a part of. */
export function layOutSteps(steps: readonly RunStep[], span: TimeSpan, now: number): StepBar[] {
  const byParent = new Map<string | null, RunStep[]>();
  const known = new Set(steps.map((step) => step.id));
  for (const step of steps) {
    const parent = step.parent_id !== null && known.has(step.parent_id) ? step.parent_id : null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), step]);
  }
  const bars: StepBar[] = [];
  const place = (parent: string | null, depth: number): void => {
    const parts = byParent.get(parent) ?? [];
    byParent.delete(parent);
    for (const step of parts.toSorted((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at))) {
      bars.push({ step, depth, from: share(Date.parse(step.started_at), span), to: share(endOf(step, now), span) });
      place(step.id, depth + 1);
    }
  };
  place(null, 0);
  return bars;
}

const endOf = (step: RunStep, now: number): number => (step.finished_at === null ? Math.max(now, Date.parse(step.started_at)) : Date.parse(step.finished_at));

const share = (at: number, span: TimeSpan): number => Math.min(1, Math.max(0, (at - span.from) / (span.to - span.from)));
