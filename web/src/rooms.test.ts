import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Who may know whom: the table of docs/architecture.md. A room always knows itself. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  api: [],
  i18n: [],
  styles: [],
  viewport: ['api'],
  state: ['api', 'i18n'],
  components: ['api', 'i18n', 'state', 'viewport'],
  pages: ['api', 'i18n', 'state', 'components', 'viewport'],
};

const root = import.meta.dirname;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

test('a room of the page uses only the rooms that it may know', () => {
  const strangers = sources.flatMap((file) => {
    const room = file.split('/')[0]!;
    const allowed = file.includes('/') ? rooms[room] : Object.keys(rooms);
    expect(allowed, `${room} is a new room: it needs a line in the table, here and in docs/architecture.md`).toBeDefined();
    return imports(file).filter((used) => used !== room && !allowed!.includes(used)).map((used) => `${file} uses ${used}`);
  });
  expect(strangers).toEqual([]);
});

test('no file is longer than 400 lines', () => {
  expect(sources.filter((file) => readFileSync(resolve(root, file), 'utf8').split('\n').length > 400)).toEqual([]);
});

function imports(file: string): string[] {
  const text = readFileSync(resolve(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
    .map((use) => relative(root, resolve(root, dirname(file), use[1]!)).split('/')[0]!)
    .filter((used) => !/\.tsx?$/.test(used));
}
