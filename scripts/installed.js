// Whether node_modules holds what package-lock.json says. Plain JavaScript that Node 20 reads.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @param {string} root the repository */
const recordOf = (root) => join(root, 'node_modules', '.cache', 'meterworks', 'installed');

/** @param {string} root the repository */
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/**
 * Notes beside the installed packages which lock they were installed from; the postinstall calls it last.
 * @param {string} root the repository
 */
export function recordInstall(root) {
  mkdirSync(dirname(recordOf(root)), { recursive: true });
  writeFileSync(recordOf(root), lockHash(root));
}

/**
 * @param {string} root the repository
 * @returns {boolean} whether the last finished install was made from the lock as it is now
 */
export function isInstalled(root) {
  return existsSync(recordOf(root)) && readFileSync(recordOf(root), 'utf8') === lockHash(root);
}

/**
 * Runs `npm install` if packages are missing or the lock has changed since.
 * @param {string} root the repository
 * @throws if npm fails; it has then said why
 */
export function ensureInstalled(root) {
  if (isInstalled(root)) return;
  console.log('Installing packages…');
  const npm = process.env.npm_execpath;
  /** @type {import('node:child_process').ExecFileSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
  if (npm === undefined) execFileSync('npm', ['install'], { ...options, shell: process.platform === 'win32' });
  else execFileSync(process.env.npm_node_execpath ?? process.execPath, [npm, 'install'], options);
}
