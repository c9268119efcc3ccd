import type { AlertRule, Filter } from '../../api/alerts.ts';
import type { Level } from '../../api/levels.ts';
import { duration, number } from '../../state/format.ts';
import { texts } from '../../state/language.ts';
import { divideFilter } from './filterFields.ts';

/** When a rule fires, as half a sentence. The filter of `log_match` is not in it. */
export function conditionOf(rule: AlertRule): string {
  const { alerts: text, common } = texts.value;
  const words = text.conditions;
  const after = rule.after_seconds === undefined ? null : duration(rule.after_seconds * 1000);
  switch (rule.type) {
    case 'run_failed':
      return words.run_failed((rule.statuses ?? []).map((status) => common.statuses[status]).join(words.list));
    case 'overran':
      return words.overran([after, rule.p95_factor === undefined ? null : words.p95(number(rule.p95_factor))].filter((part) => part !== null).join(words.orP95));
    case 'log_match':
      return words.log_match(number(rule.more_than ?? 0), duration((rule.window_seconds ?? 0) * 1000));
    default:
      return words[rule.type](after ?? common.none);
  }
}

/** Which entries a filter leaves, in short. */
export function filterOf(filter: Filter): string {
  const { alerts: { conditions: words }, common } = texts.value;
  const { min_level, search, step, rest } = divideFilter(filter);
  const parts = [
    min_level === '' ? '' : words.level(common.levels[min_level as Level]),
    search === '' ? '' : words.search(search),
    step === '' ? '' : words.step(step),
    ...Object.entries(rest).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`),
  ].filter((part) => part !== '');
  return parts.length === 0 ? words.everyEntry : parts.join(words.and);
}
