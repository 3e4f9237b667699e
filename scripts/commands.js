// Runs the commands of installed packages, on the Node that the install chose. Plain JavaScript that Node 20 reads.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

/**
 * The environment in which `node` and every installed command are found first.
 * @param {string} root the repository
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(root) {
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`;
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' };
  return { DO_NOT_TRACK: '1', NEXT_TELEMETRY_DISABLED: '1', ...plain, ...process.env, PATH: path };
}

/**
 * Runs a command with this process's output. Signals that end this process are handed on.
 * @param {string} root the repository, where it runs
 * @param {readonly string[]} command name and arguments
 * @returns {Promise<number>} its exit code; 128 + n if signal n ended it, 127 if it could not start
 */
export function run(root, [name = '', ...args]) {
  return new Promise((resolve) => {
    const child = spawn(name, args, {
      cwd: root,
      env: environment(root),
      stdio: ['inherit', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    /** @param {number} code */
    const end = (code) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`${name}: ${error.message}`);
      end(127);
    });
    child.on('exit', (code, signal) => end(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 129)));
  });
}
