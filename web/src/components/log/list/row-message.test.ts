// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { messageElement } from './row-message.ts';

const more = (lines: number, characters: number) => `${lines} lines, ${characters} characters more`;
const message = (text: string, needle = '', whole = false) => messageElement(text, needle, whole, more);

test('a match that goes over colours is marked in each, and the text stays whole', () => {
  const element = message('no \u001b[31mer\u001b[1mror\u001b[0m here', 'ERROR');
  expect(element.textContent).toBe('no error here');
  expect([...element.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['er', 'ror']);
});

test('text is never read as markup', () => {
  const element = message('<img src=x onerror=alert(1)> <b>', 'IMG');
  expect(element.querySelector('img, b')).toBeNull();
  expect(element.textContent).toBe('<img src=x onerror=alert(1)> <b>');
});

test('colours of the theme are named by their number, others by their value', () => {
  const colors = (text: string) => [...message(text).querySelectorAll('span')].map((span) => [span.style.color, span.style.backgroundColor]);
  expect(colors('\u001b[32mgreen')).toEqual([['var(--ansi-2)', '']]);
  expect(colors('\u001b[38;5;196mred')).toEqual([['#ff0000', '']]);
  expect(colors('\u001b[7;34minverse')).toEqual([['var(--canvas)', 'var(--ansi-4)']]);
});

test('of a long message the list shows a part, and says how much is left; opened, it shows all', () => {
  const lines = Array.from({ length: 40 }, (_, number) => `line ${number}`).join('\n');
  expect(message(lines).textContent).toBe(lines.split('\n').slice(0, 12).join('\n') + '28 lines, 0 characters more');
  expect(message(lines, '', true).textContent).toBe(lines);
  expect(message('x'.repeat(5_000)).textContent).toBe('x'.repeat(3_000) + '0 lines, 2000 characters more');
});

test('a cut does not go through a character', () => {
  expect(message('x'.repeat(2_999) + '𠮷'.repeat(10)).firstChild!.textContent).toBe('x'.repeat(2_999));
});
