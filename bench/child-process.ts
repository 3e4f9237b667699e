import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** What one run of a command cost. */
export type ProcessCost = {
  /** From before the spawn to the exit, in seconds: what somebody at a terminal waits. */
  readonly seconds: number;
  /** Peak resident memory of its largest Node process, in MB (10⁶ bytes); undefined if it was killed. */
  readonly peakMegabytes: number | undefined;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

const root = fileURLToPath(new URL('..', import.meta.url));
const recorder = fileURLToPath(new URL('./record-peak.cjs', import.meta.url));

/**
 * Runs a command once, with the project's commands first on its path, and waits for its end.
 * @param command name and arguments
 * @param options.cwd where it runs; the repository unless told
 * @throws if it cannot be started
 */
export async function measureProcess(
  command: readonly [string, ...string[]],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ProcessCost> {
  const folder = mkdtempSync(join(tmpdir(), 'meterworks-bench-'));
  const peaks = join(folder, 'peaks');
  const [name, ...args] = command;
  try {
    const started = performance.now();
    const child = spawn(name, args, {
      cwd: options.cwd ?? root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        // Not what names the server that is measured: a house has secrets of its own.
        ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('INFLUX_'))),
        PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
        ...options.env,
        NODE_OPTIONS: `--require ${JSON.stringify(recorder)}`,
        METERWORKS_PEAKS: peaks,
      },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = Promise.withResolvers<number | null>();
    let seconds = Number.NaN;
    child.once('error', ended.reject);
    child.once('exit', () => (seconds = (performance.now() - started) / 1000));
    child.once('close', (code) => ended.resolve(code));
    const exitCode = await ended.promise;
    return { seconds, peakMegabytes: largest(peaks), exitCode, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a command several times, one after the other, and throws where it fails: a failed run has no meaningful cost. */
export async function repeatProcess(
  times: number,
  command: readonly [string, ...string[]],
  options: Parameters<typeof measureProcess>[1] = {},
): Promise<ProcessCost[]> {
  const costs: ProcessCost[] = [];
  for (let run = 0; run < times; run += 1) {
    const cost = await measureProcess(command, options);
    if (cost.exitCode !== 0) throw new Error(`${command.join(' ')} ended with ${cost.exitCode}: ${cost.stderr}`);
    costs.push(cost);
  }
  return costs;
}

function largest(path: string): number | undefined {
  try {
    return Math.max(...readFileSync(path, 'utf8').trim().split('\n').map(Number)) / 1e6;
  } catch {
    return undefined;
  }
}
