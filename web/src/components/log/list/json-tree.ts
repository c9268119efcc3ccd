import { formatJson, type JsonNode } from '../../../viewport/json-node.ts';
import { make } from './elements.ts';

/** Deeper than this, and longer than this, begins folded. */
const openDepth = 2;
const openItems = 50;

/** A JSON value as a tree whose branches fold; what is folded is made when it is opened. */
export function jsonTree(node: JsonNode, name: string | null = null, depth = 0): HTMLElement {
  const label = name === null ? [] : [make('span', 'json-name', name), ': '];
  const children = childrenOf(node);
  if (children === null || children.length === 0) {
    return make('div', 'json-leaf', ...label, leaf(node));
  }
  const [open, close] = node.kind === 'array' ? ['[', ']'] : ['{', '}'];
  const summary = make('summary', '', ...label, make('span', 'json-bracket', open), make('span', 'json-glimpse', glimpse(node), ` ${close}`));
  const branch = make('details', 'json-branch', summary);
  const fill = (): void => {
    if (branch.open && branch.childElementCount === 1) {
      branch.append(make('div', 'json-children', ...children.map(([key, child]) => jsonTree(child, key, depth + 1))), make('div', 'json-bracket', close));
    }
  };
  branch.open = depth < openDepth && children.length <= openItems;
  fill();
  branch.addEventListener('toggle', fill);
  return branch;
}

function childrenOf(node: JsonNode): (readonly [string, JsonNode])[] | null {
  if (node.kind === 'object') {
    return [...node.members];
  }
  return node.kind === 'array' ? node.items.map((item, index) => [String(index), item] as const) : null;
}

function leaf(node: JsonNode): HTMLElement {
  const kind = node.kind === 'object' || node.kind === 'array' ? 'bracket' : node.kind;
  return make('span', `json-${kind}`, formatJson(node));
}

/** What a folded branch holds, in a few words. */
function glimpse(node: JsonNode): string {
  const text = formatJson(node).replace(/\s+/g, ' ').slice(1, -1).trim();
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
