// Runs after `npm install` and `npm ci`, on whatever Node the machine has. Plain JavaScript that Node 20 reads.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recordInstall } from './installed.js';
import { fits, privatePackage, privateVersion, range } from './node-version.js';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const home = join(root, '.node');
const commands = join(root, 'node_modules', '.bin');

mendLock();
provideNode();
recordInstall(root);

/**
 * better-sqlite3 ships its binaries and says `gypfile: false`; npm leaves that out of the lock, and `npm ci` would then
 * compile it, which needs Python and a compiler.
 */
function mendLock() {
  const path = join(root, 'package-lock.json');
  if (!existsSync(path)) return;
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const entry = lock.packages?.['node_modules/better-sqlite3'];
  if (entry === undefined || entry.gypfile === false) return;
  entry.gypfile = false;
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}

/** Puts a private Node where the machine's is too old: `node_modules/.bin/node`, which npm scripts and npx find first. */
function provideNode() {
  const machine = machineVersion();
  if (machine !== undefined && fits(machine)) {
    rmSync(join(commands, 'node'), { force: true });
    if (process.platform !== 'win32') relink('meterworks', join(root, 'apps', 'daemon', 'bin', 'meterworks.js'));
    return;
  }
  const name = privatePackage(process.platform, process.arch);
  if (name === undefined) {
    fail(`Meterworks needs Node ${range}; this is ${machine ?? 'unknown'}. Install Node 24 and run npm install again.`);
  }
  const binary = join(home, 'node_modules', name, 'bin', 'node');
  if (versionOf(binary) !== privateVersion) install(name);
  if (versionOf(binary) !== privateVersion) {
    fail(`The Node that was put into .node/ does not run here (${name}@${privateVersion}). Install Node 24 yourself.`);
  }
  relink('node', binary);
  // Straight to the private Node, in the same process: the old one need not start only to hand over.
  const launcher = join(home, 'meterworks');
  // Its first line says with which flags; it finds the private Node first.
  const command = `PATH="$here/node_modules/${name}/bin:$PATH" exec "$here/../apps/daemon/bin/meterworks.js" "$@"`;
  writeFileSync(launcher, `#!/bin/sh\nhere=$(readlink -f "$0")\nhere=\${here%/*}\n${command}\n`, { mode: 0o755 });
  relink('meterworks', launcher);
  const own = machine === undefined ? '' : `This machine's Node ${machine} is too old for Meterworks; `;
  console.log(`${own}npm scripts and npx use Node ${privateVersion} from .node/`);
}

/**
 * @param {string} name of a command in `node_modules/.bin`
 * @param {string} target absolute path of what it shall run
 */
function relink(name, target) {
  mkdirSync(commands, { recursive: true });
  rmSync(join(commands, name), { force: true });
  symlinkSync(relative(commands, target), join(commands, name));
}

/**
 * Version of the machine's own Node, or undefined if only the private one is seen. Within an npm script this file may
 * itself run on the private Node; what started npm is in `npm_node_execpath`.
 */
function machineVersion() {
  const path = process.env.npm_node_execpath ?? process.execPath;
  if (!existsSync(path)) return isPrivate(process.execPath) ? undefined : process.versions.node;
  if (isPrivate(path)) return undefined;
  return path === process.execPath ? process.versions.node : versionOf(path);
}

/** @param {string} path */
function isPrivate(path) {
  return realpathSync(path).startsWith(home + sep);
}

/** @param {string} path */
function versionOf(path) {
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .trim()
      .slice(1);
  } catch {
    return undefined;
  }
}

/** @param {string} name of the registry package with the Node binary */
function install(name) {
  mkdirSync(home, { recursive: true });
  const env = { ...process.env };
  // What was asked of the outer npm (a workspace, a dry run) is not asked of the inner one.
  for (const key of Object.keys(env)) {
    if (
      /^npm_(config_(workspaces?|include_workspace_root|dry_run|omit|include|package_lock_only)|package_|lifecycle_)/i.test(
        key,
      )
    ) {
      delete env[key];
    }
  }
  const args = [
    'install',
    '--prefix',
    home,
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `${name}@${privateVersion}`,
  ];
  const npm = process.env.npm_execpath;
  /** @type {import('node:child_process').ExecFileSyncOptions} */
  const options = { cwd: home, env, stdio: ['ignore', 'ignore', 'inherit'] };
  try {
    if (npm === undefined) execFileSync('npm', args, options);
    else execFileSync(process.execPath, [npm, ...args], options);
  } catch (error) {
    fail(`Could not fetch ${name}@${privateVersion} from the package registry: ${String(error)}`);
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
