import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface UiOptions {
  readonly host: string;
  readonly port: number;
  /** Absolute paths of the databases. */
  readonly state: string;
  readonly series: string;
  /** Hash of the password of the pages; without one the host must be of this machine alone. */
  readonly passwordHash: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (text: string) => void;
}

export interface UiProcess {
  /** Ends when the process has. */
  stop(): Promise<void>;
}

const folder = fileURLToPath(new URL('../../../ui', import.meta.url));

/** Milliseconds before a UI that ended by itself is started again, first and longest. */
const restartMs = { first: 1_000, longest: 60_000 } as const;
/** Milliseconds that it has to end in before it is ended. */
const graceMs = 5_000;

/** Why the UI cannot be started here; undefined if it can. */
export function uiFault(): string | undefined {
  if (!existsSync(join(folder, '.next', 'BUILD_ID')))
    return 'it is not built; npm start builds it, or npm run build -w @meterworks/ui';
  return undefined;
}

/** Starts the UI as a process of its own, and again when it ends unasked. */
export function startUi(options: UiOptions): UiProcess {
  const next = createRequire(join(folder, 'package.json')).resolve('next/dist/bin/next');
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let pause: number = restartMs.first;

  const start = () => {
    const startedAt = performance.now();
    const process_ = spawn(process.execPath, [next, 'start', '-H', options.host, '-p', String(options.port)], {
      cwd: folder,
      env: {
        ...options.environment,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        METERWORKS_STATE: options.state,
        METERWORKS_SERIES: options.series,
        UI_PASSWORD_HASH: options.passwordHash,
      },
      // What it says about its own start is said here already.
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child = process_;
    process_.once('error', (error) => options.say(`The UI could not be started: ${error.message}`));
    process_.once('exit', (code, signal) => {
      child = undefined;
      if (stopped) return;
      // One that ran for long has no lasting fault.
      if (performance.now() - startedAt > restartMs.longest) pause = restartMs.first;
      options.say(`The UI ended with ${signal ?? `code ${code}`}; starting it again in ${pause / 1000} s.`);
      timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, restartMs.longest);
    });
  };
  start();

  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      const running = child;
      if (running === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const force = setTimeout(() => running.kill('SIGKILL'), graceMs);
        running.once('exit', () => {
          clearTimeout(force);
          resolve();
        });
        running.kill('SIGTERM');
      });
    },
  };
}
