import type { AlertRule } from '../../api/alerts.ts';
import { duration, number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';

/** When a rule fires, as half a sentence. The filter of `log_match` is not in it. */
export function conditionOf(rule: AlertRule): string {
  const { alerts: text, common } = texts.value;
  const words = text.conditions;
  const after = rule.after_seconds === undefined ? null : duration(rule.after_seconds * 1000);
  switch (rule.type) {
    case 'run_failed':
      return words.run_failed((rule.statuses ?? []).map((status) => common.statuses[status]).join(', '));
    case 'overran':
      return words.overran([after, rule.p95_factor === undefined ? null : words.p95(number(rule.p95_factor))].filter((part) => part !== null).join(words.orP95));
    case 'log_match':
      return words.log_match(number(rule.more_than ?? 0), duration((rule.window_seconds ?? 0) * 1000));
    default:
      return words[rule.type](after ?? common.none);
  }
}
