import type { Filter } from '../../api/alerts.ts';
import { levels } from '../../api/levels.ts';
import { words } from '../form/draft.ts';

/** Those conditions of a filter that have a control of their own, as they stand in it, and the rest. */
export interface FilterFields {
  readonly min_level: string;
  readonly search: string;
  readonly step: string;
  readonly rest: Filter;
}

/** Divides a filter. A condition that its control could not give back as it is stays with the rest. */
export function divideFilter(filter: Filter): FilterFields {
  const { min_level, search, step, ...rest } = filter;
  const unshown: Record<string, unknown> = {};
  const show = (name: string, value: unknown, shown: string | null): string => {
    if (value !== undefined && shown === null) {
      unshown[name] = value;
    }
    return shown ?? '';
  };
  return {
    min_level: show('min_level', min_level, levels.some((level) => level === min_level) ? String(min_level) : null),
    search: show('search', search, typeof search === 'string' && search.trim() !== '' ? search : null),
    step: show('step', step, stepText(step)),
    rest: { ...rest, ...unshown },
  };
}

/**
 * The filter of what stands in the controls, over the rest. What is as it was before keeps its form and place: a rule that watches for the same
 * must be the same to the server, which else ends its alerts.
 */
export function uniteFilter(fields: FilterFields, before: Filter): Filter {
  const next: Record<string, unknown> = { ...fields.rest };
  if (fields.min_level !== '') {
    next['min_level'] = fields.min_level;
  }
  if (fields.search.trim() !== '') {
    next['search'] = fields.search;
  }
  const steps = words(fields.step);
  if (steps.length > 0) {
    next['step'] = stepText(before['step']) === fields.step ? before['step'] : steps;
  }
  const names = new Set([...Object.keys(before), ...Object.keys(next)]);
  return Object.fromEntries([...names].filter((name) => name in next).map((name) => [name, next[name]]));
}

/** Steps as their control shows them; null for those that would not come out of it as they are. */
function stepText(step: unknown): string | null {
  const parts = typeof step === 'string' ? step.split(',').filter((part) => part !== '') : Array.isArray(step) ? step : [];
  const text = parts.join(', ');
  return parts.length > 0 && JSON.stringify(words(text)) === JSON.stringify(parts) ? text : null;
}
