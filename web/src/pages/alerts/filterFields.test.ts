import { expect, test } from 'vitest';
import { divideFilter, uniteFilter } from './filterFields.ts';

test.each([
  {},
  { step: ['read', 'write'], error_code: 'DISK_FULL', min_level: 'ERROR', search: ' time out ' },
  { step: 'read,write', level: ['WARNING', 'ERROR'] },
  { step: ['a, b'], search: '' },
  { step: 'a, b', min_level: 'error', search: 7 },
  { min_level: null, logger_name: 'Mailer', paper_id: '2401.1' },
])('the filter %j that goes through the form unchanged comes out as it was, in its order', (filter) => {
  expect(JSON.stringify(uniteFilter(divideFilter(filter), filter))).toBe(JSON.stringify(filter));
});

test('conditions that have a control are changed, and the others kept', () => {
  const before = { error_code: 'DISK_FULL', min_level: 'ERROR', step: 'read', search: 'x' };
  const fields = { ...divideFilter(before), min_level: 'WARNING', step: 'read，写入', search: '' };
  expect(uniteFilter(fields, before)).toEqual({ error_code: 'DISK_FULL', min_level: 'WARNING', step: ['read', '写入'] });
});

test('what its control could not give back is left to the others', () => {
  expect(divideFilter({ step: ['a,b'], min_level: 'loud', search: 'x' })).toEqual({ min_level: '', search: 'x', step: '', rest: { step: ['a,b'], min_level: 'loud' } });
});
