// Builds the page for the server: installs what it is built with, bundles, packs. Usage: node build.mjs OUTPUT_FOLDER
// Exit code 3: the page can't be built on this machine (one line says why); any other but 0: the page is broken.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { install } from './install.mjs';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const output = process.argv[2] === undefined ? join(web, 'dist') : resolve(process.argv[2]);

const refusal = install(web);
if (refusal !== null) {
  console.log(`joblogs-web: ${refusal}`);
  process.exit(3);
}

const vite = spawnSync(process.execPath, [join(web, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', output, '--emptyOutDir', '--logLevel', 'warn'], {
  cwd: web,
  stdio: 'inherit',
});
if (vite.status !== 0) {
  process.exit(1);
}

for (const file of files(output)) {
  pack(file);
}

function files(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
}

/** Lays a file's brotli and gzip forms beside it, where they are smaller by a tenth at least. */
function pack(file) {
  if (!['.js', '.css', '.html', '.svg', '.json'].includes(extname(file))) {
    return;
  }
  const bytes = readFileSync(file);
  const forms = {
    '.br': brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    '.gz': gzipSync(bytes, { level: 9 }),
  };
  for (const [extension, packed] of Object.entries(forms)) {
    if (packed.length < bytes.length * 0.9) {
      writeFileSync(file + extension, packed);
    } else if (existsSync(file + extension)) {
      unlinkSync(file + extension);
    }
  }
}
