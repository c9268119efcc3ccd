// Every test of the page: types, units, and end to end in a browser against the built server.
// Its last line is `web: N passed, N failed, N skipped`. Exit code 3: they can't run here, and the last line says why.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const refusal = install(web);
if (refusal !== null) {
  console.log(refusal);
  process.exit(3);
}

const folder = mkdtempSync(join(tmpdir(), 'joblogs-web-tests-'));
const sum = { passed: 0, failed: 0, skipped: 0 };
const run = (module, ...args) => spawnSync(process.execPath, [join(web, 'node_modules', module), ...args], { cwd: web, stdio: 'inherit' }).status;

if (run('typescript/bin/tsc', '--noEmit') === 0) {
  sum.passed++;
} else {
  console.log('web: the types do not fit');
  sum.failed++;
}
vitest('units', 'vite.config.ts');
vitest('end-to-end', 'vitest.e2e.config.ts');
rmSync(folder, { recursive: true, force: true });
console.log(`web: ${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exit(sum.failed === 0 ? 0 : 1);

function vitest(name, config) {
  const report = join(folder, `${name}.json`);
  const status = run('vitest/vitest.mjs', 'run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
  if (!existsSync(report)) {
    sum.failed++;
    return;
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
  sum.passed += numPassedTests;
  sum.skipped += numPendingTests + numTodoTests;
  // A suite that could not even begin has counted nothing: that is a failure too.
  sum.failed += numFailedTests === 0 && status !== 0 ? 1 : numFailedTests;
}
