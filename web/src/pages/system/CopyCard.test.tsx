// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import type { CopyStatus } from '../../api/system.ts';
import { CopyCard } from './CopyCard.tsx';

let place: HTMLElement;

beforeEach(() => (place = document.createElement('div')));

const show = (copy: CopyStatus): string => {
  render(<CopyCard copy={copy} />, place);
  return place.textContent;
};

test('a server without a copy says how to have one', () => {
  expect(show({ enabled: false })).toContain('ELASTICSEARCH_ENABLED=true');
});

test('a copy that lags says by how much', () => {
  const said = show({ enabled: true, status: 'behind', lag_commits: 12, lag_seconds: 3.5, dead_letters: 0, nodes: 3, nodes_answering: 2 });
  expect(said).toContain('Behind by12 commits, 3.5 s');
  expect(said).toContain('Nodes2 of 3 answer');
});

test('what a copy does not say is left out', () => {
  expect(show({ enabled: true, status: 'down', detail: 'Connection refused', lag_commits: null })).not.toContain('Behind by');
});
