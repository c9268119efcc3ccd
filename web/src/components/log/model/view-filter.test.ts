import { expect, test } from 'vitest';
import { fromParameters, isFiltered, noFilter, toLogFilter, toParameters, type ViewFilter } from './view-filter.ts';

const full: ViewFilter = {
  levels: ['WARNING', 'ERROR'], steps: ['fetch', '解析'], text: 'time out', textMode: 'filter', from: '2025-01-31T10:00:00.000Z', to: '2025-01-31T11:00:00.000Z', attempt: 2,
};

function throughAddress(view: ViewFilter): ViewFilter {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(toParameters(view))) {
    if (value !== null) {
      query.set(name, value);
    }
  }
  return fromParameters(new URLSearchParams(query.toString()));
}

test('a filter comes back from the address as it went in', () => {
  expect(throughAddress(full)).toEqual(full);
  expect(throughAddress({ ...full, textMode: 'find' })).toEqual({ ...full, textMode: 'find' });
  expect(throughAddress(noFilter)).toEqual(noFilter);
});

test('what an address names wrongly is left out', () => {
  expect(fromParameters(new URLSearchParams('level=error,LOUD&from=yesterday&attempt=-1&other=1'))).toEqual({ ...noFilter, levels: ['ERROR'] });
});

test('a text that is only marked hides nothing', () => {
  expect(isFiltered({ ...noFilter, text: 'x', textMode: 'find' })).toBe(false);
  expect(isFiltered({ ...noFilter, text: 'x' })).toBe(true);
  expect(toLogFilter({ ...full, textMode: 'find' }).search).toBeUndefined();
});
