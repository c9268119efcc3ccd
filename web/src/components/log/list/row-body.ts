import { requestText } from '../../../api/request.ts';
import type { LogEntry } from '../../../api/entries.ts';
import { exceptionText } from '../../../viewport/entry-text.ts';
import { formatJson, member, parseJson, type JsonNode } from '../../../viewport/json-node.ts';
import { fullLocal } from '../../../viewport/timestamps.ts';
import { copyButton, make } from './elements.ts';
import { jsonTree } from './json-tree.ts';
import type { RowActions, RowContext } from './row-context.ts';

/** What an entry holds besides its message: shown under it when it is opened. */
export function bodyElement(entry: LogEntry, context: RowContext, actions: RowActions, changed: () => void): HTMLElement {
  const body = make('div', 'log-body', actionsOf(entry, context, actions), factsOf(entry, context));
  const stack = exceptionText(entry);
  if (stack !== '') {
    body.append(section(context.texts.log.exception, make('pre', 'log-stack', stack), copyButton(context.texts.common.copy, context.texts.common.copied, () => stack)));
  }
  if (entry.details !== null) {
    body.append(detailsOf(entry, context, changed));
  }
  return body;
}

function actionsOf(entry: LogEntry, context: RowContext, actions: RowActions): HTMLElement {
  const { log, common } = context.texts;
  const link = copyButton(log.copyLink, common.copied, () => new URL(context.linkTo(entry), location.href).href);
  const message = copyButton(log.copyMessage, common.copied, () => entry.message);
  return make(
    'div', 'log-actions', link, message,
    context.isFiltered ? action(log.amongAll, () => actions.showAmongAll(entry)) : null,
    entry.step === null ? null : action(log.onlyStep(entry.step), () => actions.onlyStep(entry.step!)),
  );
}

function action(label: string, act: () => void): HTMLButtonElement {
  const button = make('button', 'log-action', label);
  button.type = 'button';
  button.addEventListener('click', act);
  return button;
}

function factsOf(entry: LogEntry, context: RowContext): HTMLElement {
  const facts = context.texts.log.facts;
  const known: readonly (readonly [string, string | number | null | undefined])[] = [
    [facts.time, fullLocal(entry.timestamp)],
    [facts.seq, entry.seq],
    [facts.step, entry.step],
    [facts.duration, entry.duration_ms === null ? null : `${entry.duration_ms} ms`],
    [facts.errorCode, entry.error_code],
    [facts.attempt, entry.attempt],
    [facts.logger, entry.logger_name],
    [facts.paper, entry.paper_id],
    [facts.trace, entry.trace_id],
    [facts.span, entry.span_id],
    [facts.truncated, entry.truncated ? context.texts.log.yes : null],
  ];
  return make('dl', 'log-facts', ...known
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => make('div', '', make('dt', '', name), make('dd', '', String(value)))));
}

function section(title: string, content: HTMLElement, button: HTMLElement): HTMLElement {
  return make('section', 'log-section', make('div', 'log-section-head', make('h3', '', title), button), content);
}

/** The details as they were sent, to the digit: they are read from the server's text, and until it is here from the entry. */
function detailsOf(entry: LogEntry, context: RowContext, changed: () => void): HTMLElement {
  let node = parseJson(JSON.stringify(entry.details));
  const tree = make('div', 'json', jsonTree(node));
  const { log, common } = context.texts;
  void exactDetails(entry).then((exact) => {
    if (exact !== null && formatJson(exact) !== formatJson(node)) {
      node = exact;
      tree.replaceChildren(jsonTree(node));
      changed();
    }
  });
  tree.addEventListener('toggle', changed, { capture: true });
  return section(log.details, tree, copyButton(common.copy, common.copied, () => formatJson(node)));
}

async function exactDetails(entry: LogEntry): Promise<JsonNode | null> {
  if (!/\d{16}|\d\.\d|\de/i.test(JSON.stringify(entry.details))) {
    return null; // No number that could have lost a digit.
  }
  try {
    return member(parseJson(await requestText(`/api/logs/${encodeURIComponent(entry.id)}`)), 'details') ?? null;
  } catch {
    return null;
  }
}
