import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** Started as people do: its first line says with which flags. */
const bin = fileURLToPath(new URL('../../../node_modules/.bin/meterworks', import.meta.url));

const path = `${dirname(bin)}${delimiter}${process.env.PATH ?? ''}`;

/** A daemon at work. */
export interface DaemonProcess {
  /** From before the spawn to the first answer that it is ready. */
  readonly readyMs: number;
  /** Every line of its log until now, as JSON. */
  readonly lines: readonly Record<string, unknown>[];
  /** Ends as soon as a line's message matches, one logged already included. */
  says(pattern: RegExp): Promise<void>;
  /** Processor time since its start in seconds, and resident memory in MB (10⁶ bytes), as Linux counts them. */
  usage(): { readonly cpuSeconds: number; readonly megabytes: number };
  stop(): Promise<void>;
}

export async function startDaemon(folder: string, now: number): Promise<DaemonProcess> {
  const started = performance.now();
  const child = spawn(bin, ['serve', '--no-ui', '--health-port', '0'], {
    cwd: folder,
    env: { ...process.env, PATH: path, METERWORKS_NOW: new Date(now).toISOString(), NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: Record<string, unknown>[] = [];
  const listeners = new Set<() => void>();
  let rest = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.startsWith('{')) lines.push(JSON.parse(part) as Record<string, unknown>);
    for (const listener of listeners) listener();
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const find = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = lines.map(({ message }) => pattern.exec(String(message))).find((match) => match !== null);
        if (found === undefined) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      void ended.then(() => reject(new Error(`the daemon ended without saying ${pattern}`)));
      look();
    });
  const [, url] = await find(/health and metrics: (\S+)/);
  while ((await fetch(`${url}/readyz`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 5));
  return {
    readyMs: performance.now() - started,
    lines,
    says: async (pattern) => void (await find(pattern)),
    usage: () => usageOf(child),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The clock ticks in a second that `/proc` counts in; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

function usageOf({ pid }: ChildProcess): { cpuSeconds: number; megabytes: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    megabytes: (Number(kilobytes) * 1024) / 1e6,
  };
}
