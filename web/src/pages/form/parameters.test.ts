import { expect, test } from 'vitest';
import { divide, elsewhere, unite } from './parameters.ts';

test.each([
  ['command', { program: '/bin/a', arguments: ['-c', 'x y', '', 'z'], environment: { A: 'b' }, success_exit_codes: [0, 1] }],
  ['command', { program: '/bin/a', arguments: '***' }],
  ['command', { program: '/bin/a', arguments: ['two\nlines'], working_directory: ' /odd ' }],
  ['http', { url: 'https://example.com/', method: 'POST', body: ' a\nb ', expected_status: [200, '300-399'], headers: '***' }],
  ['http', { url: 'https://example.com/', method: '***', body: { a: 1 }, expected_status: 204 }],
  ['http', { url: 'https://example.com/', expected_status: [200], body: '' }],
  ['external', { url: 'x', program: 1 }],
])('parameters of %s come out of the controls as they went in', (type, parameters) => {
  const { typed, rest } = divide(type, parameters);
  expect(unite(type, typed, rest)).toEqual(parameters);
});

test('what a control cannot show is left to the JSON', () => {
  expect(divide('http', { url: 'https://example.com/', body: { a: 1 } })).toEqual({ typed: { url: 'https://example.com/' }, rest: { body: { a: 1 } } });
});

test('an argument stands on a line, with its blanks', () => {
  expect(unite('command', { program: ' /bin/a ', arguments: '--all\n two words\n' }, undefined)).toEqual({ program: '/bin/a', arguments: ['--all', ' two words'] });
});

test('controls of another type are not sent', () => {
  expect(unite('external', { url: 'https://example.com/' }, undefined)).toBeNull();
});

test('errors of parameters without a control are told with the JSON', () => {
  expect(elsewhere('http', { 'parameters.url': ['is required.'], 'parameters.colour': ['is no field.'], name: ['is required.'] })).toBe('colour is no field.');
  expect(elsewhere('http', { 'parameters.url': ['is required.'] })).toBeUndefined();
});
