// What a browser loads to show each page first: bytes as they travel (brotli). Usage: node scripts/sizes.mjs [FOLDER_OF_THE_BUILT_PAGE]
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../src/JobLogs.Server/obj/Release/page'));
const assets = join(folder, 'assets');
const names = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name));
const packed = (name) => {
  try {
    return statSync(join(assets, name + '.br')).size;
  } catch {
    return statSync(join(assets, name)).size;
  }
};

/** The files that a file needs at once: its static imports, and those of these. */
function needed(name, found = new Set()) {
  if (found.has(name)) {
    return found;
  }
  found.add(name);
  for (const [, other] of readFileSync(join(assets, name), 'utf8').matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
    needed(other, found);
  }
  return found;
}

const html = readFileSync(join(folder, 'index.html'), 'utf8');
const entry = /src="\/assets\/([^"]+\.js)"/.exec(html)[1];
const base = needed(entry);
const css = [...html.matchAll(/href="\/assets\/([^"]+\.css)"/g)].map((match) => match[1]);
const kilo = (bytes) => (bytes / 1024).toFixed(1).padStart(6) + ' KiB';
const sum = (list) => [...list].reduce((total, name) => total + packed(name), 0);

console.log('scripts, all pages and both languages', kilo(sum(names.filter((name) => name.endsWith('.js')))));
console.log('styles, all pages                    ', kilo(sum(names.filter((name) => name.endsWith('.css')))));
console.log('frame: scripts', kilo(sum(base)), ' styles', kilo(sum(css)));
for (const page of names.filter((name) => /Page-[^.]+\.js$/.test(name))) {
  console.log(page.replace(/-[^-]+\.js$/, '').padEnd(14), 'scripts of the first view', kilo(sum(needed(page, new Set(base)))));
}
