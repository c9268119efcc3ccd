// `npm ci`, but only when the lock file changed since the last time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);
const lockPatience = 5 * 60_000;

/**
 * Lays `node_modules` of a folder as its lock file says. Two builds at the same time take turns.
 * @param {string} folder
 * @returns {string | null} Why it can't be done on this machine, or null.
 */
export function install(folder) {
  if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)) {
    return `Node.js ${process.versions.node} is too old to build the page; 20.19 or 22.12 and later can.`;
  }
  if (isInstalled(folder)) {
    return null;
  }
  const release = takeTurn(join(folder, '.installing'));
  try {
    return isInstalled(folder) ? null : npmCi(folder);
  } finally {
    release();
  }
}

const stamp = (folder) => join(folder, 'node_modules', '.joblogs-lock');

const lockHash = (folder) => createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).digest('hex');

function isInstalled(folder) {
  try {
    return readFileSync(stamp(folder), 'utf8') === lockHash(folder);
  } catch {
    return false;
  }
}

function npmCi(folder) {
  const windows = process.platform === 'win32';
  const npm = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', '--fetch-retries=1'], {
    cwd: folder,
    shell: windows,
    encoding: 'utf8',
  });
  if (npm.status !== 0) {
    return `npm ci failed (${(npm.error?.message ?? npm.stderr).trim().split('\n')[0]}); the page is not built.`;
  }
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(stamp(folder), lockHash(folder));
  return null;
}

/** Waits until the file can be made, which only one process can; one that was left behind long ago does not count. */
function takeTurn(file) {
  const began = Date.now();
  for (;;) {
    try {
      closeSync(openSync(file, 'wx'));
      return () => unlinkSync(file);
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
      if (Date.now() - began > lockPatience || isOld(file)) {
        tryUnlink(file);
      } else {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      }
    }
  }
}

function isOld(file) {
  try {
    return Date.now() - statSync(file).mtimeMs > lockPatience;
  } catch {
    return false;
  }
}

function tryUnlink(file) {
  try {
    unlinkSync(file);
  } catch {
    // Another waiter was faster.
  }
}
