// Fails when the lock lacks a platform package that a locked package names: `npm ci` on that platform would refuse it.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string>, gypfile?: boolean }} LockEntry
 */

/**
 * What is wrong with a lock, one sentence each.
 * @param {{ packages: Record<string, LockEntry> }} lock a parsed package-lock.json, version 3
 * @returns {string[]}
 */
export function lockProblems(lock) {
  const problems = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isLocked(lock.packages, path, name)) {
        problems.push(
          `${path || 'the root package'} names the optional package ${name}@${version}, which the lock does not hold`,
        );
      }
    }
  }
  const sqlite = lock.packages['node_modules/better-sqlite3'];
  if (sqlite !== undefined && sqlite.gypfile !== false) {
    problems.push(
      'node_modules/better-sqlite3 lacks "gypfile": false, so npm ci would compile it; run npm install once more',
    );
  }
  return problems;
}

/**
 * @param {Record<string, LockEntry>} packages
 * @param {string} from path of the package that names it
 * @param {string} name
 */
function isLocked(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === '') return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const problems = lockProblems(lock);
  for (const problem of problems) console.error(`package-lock.json: ${problem}`);
  if (problems.length > 0) {
    console.error(
      'Remove node_modules and package-lock.json, run npm install, and check again (or keep the older pin).',
    );
    process.exitCode = 1;
  }
}
