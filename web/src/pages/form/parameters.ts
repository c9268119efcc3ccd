import type { Job } from '../../api/jobs.ts';

/** How a parameter is typed: a line of text, one of some words, a list with an item a line, or statuses. */
export type ParameterKind = 'text' | 'lines' | 'statuses' | 'block' | readonly string[];

/** The parameters of a type that have a control of their own, in their order; the others are typed as JSON. */
const controls: Readonly<Record<string, Readonly<Record<string, ParameterKind>>>> = {
  command: { program: 'text', working_directory: 'text', arguments: 'lines' },
  http: { url: 'text', method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], expected_status: 'statuses', body: 'block' },
};

/** What stands in the controls, by the names of their parameters. */
export type Typed = Readonly<Record<string, string>>;

type Values = Readonly<Record<string, unknown>>;

/** The parameters of a type that have a control. */
export const controlsOf = (type: string): Readonly<Record<string, ParameterKind>> => controls[type] ?? {};

/** A job's parameters, divided into those that its controls can show and the rest. */
export function divide(type: string, parameters: Job['parameters']): { readonly typed: Typed; readonly rest: Values } {
  const typed: Record<string, string> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(parameters)) {
    const kind = controlsOf(type)[name];
    const shown = kind === undefined ? null : show(kind, value);
    if (shown === null) {
      rest[name] = value;
    } else {
      typed[name] = shown;
    }
  }
  return { typed, rest };
}

/** The parameters as they are sent: those of the controls that hold something, over the rest. Null when there are none. */
export function unite(type: string, typed: Typed, rest: Values | undefined): Values | null {
  const all: Record<string, unknown> = { ...rest };
  for (const [name, kind] of Object.entries(controlsOf(type))) {
    const text = typed[name] ?? '';
    if (text.trim() !== '') {
      all[name] = read(kind, text);
    }
  }
  return Object.keys(all).length === 0 ? null : all;
}

/** What the server says of parameters that have no control. */
export function elsewhere(type: string, errors: Readonly<Record<string, readonly string[]>> | undefined): string | undefined {
  const prefix = 'parameters.';
  const told = Object.entries(errors ?? {})
    .filter(([field]) => field.startsWith(prefix) && !(field.slice(prefix.length) in controlsOf(type)))
    .map(([field, texts]) => `${field.slice(prefix.length)} ${texts.join(' ')}`);
  return told.length === 0 ? undefined : told.join(' ');
}

/** A value as its control shows it; null when that would not give it back. */
function show(kind: ParameterKind, value: unknown): string | null {
  const text = Array.isArray(value) ? value.join(kind === 'lines' ? '\n' : ', ') : typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text !== '' && JSON.stringify(read(kind, text)) === JSON.stringify(value) && (typeof kind === 'string' || kind.includes(text)) ? text : null;
}

function read(kind: ParameterKind, text: string): unknown {
  if (kind === 'lines') {
    return text === '***' ? text : text.replace(/\n$/, '').split('\n');
  }
  if (kind === 'statuses') {
    const parts = text.split(/[,，、]/).map((part) => part.trim()).filter((part) => part !== '').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    return parts.length === 1 ? parts[0] : parts;
  }
  return kind === 'block' ? text : text.trim();
}
