import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/meterworks.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that goes on. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** Ends as soon as what it wrote matches; fails if it ends without. */
  says(pattern: RegExp): Promise<void>;
  /** The same, and gives what matched. */
  finds(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
}

/** A folder of its own for one test, with a house in it. */
export interface Place {
  readonly folder: string;
  write(path: string, text: string, mode?: number): void;
  /** Runs the real command in the folder, as a process of its own. */
  run(...words: string[]): Promise<Ended>;
  /** The same, with a clock that starts at that instant. */
  runAt(now: string, ...words: string[]): Promise<Ended>;
  start(now: string, ...words: string[]): Running;
}

/** An empty folder, gone after the test, with these files. */
export function openPlace(files: Readonly<Record<string, string>> = {}): Place {
  const folder = mkdtempSync(join(tmpdir(), 'meterworks-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string, mode = 0o666) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode });
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const start = (environment: Record<string, string>, words: readonly string[]): Running => {
    const env = { ...ownEnvironment(), NO_COLOR: '1', ...environment };
    const child = spawn(process.execPath, [bin, ...words], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    const listeners = new Set<() => void>();
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
        for (const listener of listeners) listener();
      });
    }
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, ...said }));
    });
    const finds = (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(said.stdout + said.stderr);
          if (found === null) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        ended.then(({ stderr }) => reject(new Error(`ended without saying ${pattern}: ${stderr}`)), reject);
        look();
      });
    const says = async (pattern: RegExp) => void (await finds(pattern));
    return { ended, says, finds, kill: (signal) => child.kill(signal) };
  };
  return {
    folder,
    write,
    run: (...words) => start({}, words).ended,
    runAt: (now, ...words) => start({ METERWORKS_NOW: now }, words).ended,
    start: (now, ...words) => start({ METERWORKS_NOW: now }, words),
  };
}

/** One gas meter, kept in an embedded store. */
export const smallHouse = {
  'config/config.yaml': 'storage: embedded\ntimezone: Europe/Berlin\nworkflows: { analytics: { start_year: 2024 } }\n',
  'config/meters.yaml': 'meters:\n  - { meter_id: gas_zahler, type: physical, output_unit: m³ }\n',
} as const;

/** Without what names the server that tests run on: a house has secrets of its own. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('INFLUX_')));
}
