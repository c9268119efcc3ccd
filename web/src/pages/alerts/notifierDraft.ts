import type { Notifier, NotifierInput } from '../../api/alerts.ts';
import { readObject, type Typed } from '../../state/json.ts';
import { numberOf } from './amount.ts';

/** How a setting is typed: a line, something secret, a number, a list with an item a line, or one of some words. */
export type SettingKind = 'text' | 'secret' | 'number' | 'lines' | readonly string[];

interface Setting {
  readonly kind: SettingKind;
  readonly required?: true;
}

const url: Setting = { kind: 'text', required: true };
const secret: Setting = { kind: 'secret' };

/** The settings of the types that the page knows, in their order. A type that was added to the server has its settings as JSON. */
const settings: Readonly<Record<string, Readonly<Record<string, Setting>>>> = {
  webhook: { url, secret, authorization: secret },
  email: {
    host: { kind: 'text', required: true }, port: { kind: 'number' }, security: { kind: ['starttls', 'tls', 'none'] },
    username: { kind: 'text' }, password: secret, from: { kind: 'text', required: true }, to: { kind: 'lines', required: true },
  },
  slack: { url },
  feishu: { url, secret },
  dingtalk: { url, secret },
  wecom: { url },
};

export const notifierTypes = Object.keys(settings);

/** The settings of a type that have a control of their own; of one that the page does not know, none. */
export const settingsOf = (type: string): Readonly<Record<string, Setting>> => settings[type] ?? {};

/** A notifier as it stands in the form: everything is text until it is sent. */
export interface NotifierDraft {
  readonly name: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly typed: Readonly<Record<string, string>>;
  /** The settings that have no control, as JSON. */
  readonly others: string;
  readonly group_seconds: string;
  readonly timeout_seconds: string;
}

/** A notifier in the form, or an empty form. */
export function draftOf(notifier: Notifier | null): NotifierDraft {
  const type = notifier?.type ?? 'webhook';
  const all = Object.entries(notifier?.settings ?? {});
  const rest = Object.fromEntries(all.filter(([name]) => !(name in settingsOf(type))));
  return {
    name: notifier?.name ?? '',
    type,
    enabled: notifier?.enabled ?? true,
    typed: Object.fromEntries(all.filter(([name]) => name in settingsOf(type)).map(([name, value]) => [name, Array.isArray(value) ? value.join('\n') : String(value ?? '')])),
    others: Object.keys(rest).length === 0 ? '' : JSON.stringify(rest, null, 2),
    group_seconds: String(notifier?.group_seconds ?? 10),
    timeout_seconds: String(notifier?.timeout_seconds ?? 10),
  };
}

/** The settings without a control that were typed, or what is wrong with them. */
export const othersOf = (draft: NotifierDraft): Typed => readObject(draft.others);

/** What is sent: the whole notifier; a setting that is empty is left out. */
export function inputOf(draft: NotifierDraft, others: Typed): NotifierInput {
  const all: Record<string, unknown> = { ...('value' in others ? others.value : {}) };
  for (const [name, { kind }] of Object.entries(settingsOf(draft.type))) {
    const text = (draft.typed[name] ?? '').trim();
    if (text !== '') {
      all[name] = kind === 'number' ? numberOf(text) : kind === 'lines' ? text.split('\n').map((line) => line.trim()).filter((line) => line !== '') : text;
    }
  }
  return {
    name: draft.name.trim(),
    type: draft.type,
    enabled: draft.enabled,
    settings: all,
    group_seconds: numberOf(draft.group_seconds),
    timeout_seconds: numberOf(draft.timeout_seconds),
  };
}
