// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { parseJson } from '../../../viewport/json-node.ts';
import { jsonTree } from './json-tree.ts';

const tree = (value: unknown): HTMLElement => jsonTree(parseJson(JSON.stringify(value)));

test('a tree begins open to its second level, and makes the rest when it is opened', () => {
  const element = tree({ a: { b: { c: { d: 1 } } } });
  const branches = [...element.querySelectorAll('details')];
  expect([element, ...branches].map((branch) => (branch as HTMLDetailsElement).open)).toEqual([true, true, false]);
  expect(element.textContent).not.toContain('d: 1');
  branches.at(-1)!.open = true;
  branches.at(-1)!.dispatchEvent(new Event('toggle'));
  expect(element.querySelectorAll('details')).toHaveLength(3);
});

test('a folded branch says in a few words what it holds', () => {
  const element = tree({ list: Array.from({ length: 100 }, (_, number) => number) });
  const glimpse = element.querySelector('.json-children .json-glimpse')!.textContent!;
  expect(glimpse).toMatch(/^0, 1, 2, .*… \]$/);
  expect(glimpse.length).toBeLessThan(90);
});

test('empty branches and single values need no folding', () => {
  expect([tree({}), tree([]), tree('x'), tree(null)].map((element) => [element.tagName, element.textContent])).toEqual([['DIV', '{}'], ['DIV', '[]'], ['DIV', '"x"'], ['DIV', 'null']]);
});
