// `npm start`: from a fresh clone to a running demo house. Plain JavaScript that Node 20 reads.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './commands.js';
import { ensureInstalled } from './installed.js';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  ensureInstalled(root);
} catch {
  stop(1, 'The packages could not be installed; npm says above why.');
}

if (uiIsOutdated()) {
  console.log('Building the UI…');
  const code = await run(root, ['npm', 'run', 'build', '--silent', '--workspace', '@meterworks/ui']);
  if (code !== 0) stop(code, 'The UI could not be built; the message is above.');
}

const demo = await run(root, ['meterworks', 'demo', '--if-empty']);
if (demo !== 0) stop(demo, 'The demo house could not be filled; the message is above.');

// What follows `npm start --` goes to the service.
process.exitCode = await run(root, ['meterworks', 'serve', ...process.argv.slice(2)]);

/** Whether a source of the UI, or of a package it reads, is newer than its build. */
function uiIsOutdated() {
  const build = join(root, 'apps', 'ui', '.next', 'BUILD_ID');
  if (!existsSync(build)) return true;
  const built = statSync(build).mtimeMs;
  const sources = [
    'packages/assets/src',
    'packages/runtime/src',
    'packages/meters/src',
    'apps/ui/src',
    'apps/ui/public',
  ];
  const files = ['package-lock.json', 'apps/ui/next.config.mjs', 'apps/ui/package.json'];
  return [...sources.flatMap(filesIn), ...files.map((file) => join(root, file))].some(
    (file) => existsSync(file) && statSync(file).mtimeMs > built,
  );
}

/**
 * @param {string} folder relative to the repository; it need not exist
 * @returns {string[]} absolute paths of its files
 */
function filesIn(folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
}

/**
 * @param {number} code
 * @param {string} message
 * @returns {never}
 */
function stop(code, message) {
  console.error(message);
  process.exit(code);
}
