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

/** A folder of its own for one test, with a house in it. */
export interface Place {
  readonly folder: string;
  write(path: string, text: string): void;
  /** Runs the real command in the folder, as a process of its own. */
  run(...words: string[]): Promise<Ended>;
  /** The same, with a clock that starts at that instant. */
  runAt(now: string, ...words: string[]): Promise<Ended>;
}

/** An empty folder, gone after the test, with these files. */
export function openPlace(files: Readonly<Record<string, string>> = {}): Place {
  const folder = mkdtempSync(join(tmpdir(), 'meterworks-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const run = (environment: Record<string, string>, words: readonly string[]) =>
    new Promise<Ended>((resolve, reject) => {
      const env = { ...process.env, NO_COLOR: '1', ...environment };
      const child = spawn(process.execPath, [bin, ...words], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  return {
    folder,
    write,
    run: (...words) => run({}, words),
    runAt: (now, ...words) => run({ METERWORKS_NOW: now }, words),
  };
}

/** One gas meter, kept in an embedded store. */
export const smallHouse = {
  'config/config.yaml': 'storage: embedded\ntimezone: Europe/Berlin\nworkflows: { analytics: { start_year: 2024 } }\n',
  'config/meters.yaml': 'meters:\n  - { meter_id: gas_zahler, type: physical, output_unit: m³ }\n',
} as const;
