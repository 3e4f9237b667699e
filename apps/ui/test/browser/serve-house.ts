import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

const bin = fileURLToPath(new URL('../../../daemon/bin/meterworks.js', import.meta.url));

/** The demo house, served by a real daemon and its UI in a folder of its own. */
export interface ServedHouse {
  readonly address: string;
  readonly folder: string;
  /** Runs a command of the house to its end; fails unless it exits with 0. */
  run(...words: string[]): Promise<string>;
  /** The database of values, to put faults into. */
  openSeries(): DatabaseSync;
  stop(): Promise<void>;
}

/** The instant at which the house's clock starts: six hours after the last day that the demo house knows. */
const now = '2026-01-01T05:00:00Z';

/** Copies the demo house and serves it; `environment` goes to the daemon and the UI, `settings` to the end of config.yaml. */
export async function serveHouse(
  environment: Readonly<Record<string, string>> = {},
  settings = '',
): Promise<ServedHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'meterworks-'));
  cpSync(inject('demoHouse'), folder, { recursive: true });
  appendFileSync(join(folder, 'config', 'config.yaml'), settings);
  const port = await freePort();
  const env = { ...process.env, NO_COLOR: '1', METERWORKS_NOW: now, ...environment };
  const start = (words: readonly string[]) => {
    const child = spawn(process.execPath, [bin, ...words], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const listeners = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        for (const listener of listeners) listener();
      });
    }
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { child, ended, listeners, said: () => said };
  };
  const daemon = start(['serve', '--port', String(port), '--health-port', '0']);
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      const said = daemon.said();
      if (said.includes(`http://127.0.0.1:${port}`) && said.includes('start: ')) resolve();
    };
    daemon.listeners.add(look);
    void daemon.ended.then(() => reject(new Error(`The house is not served: ${daemon.said()}`)));
  });
  return {
    address: `http://127.0.0.1:${port}`,
    folder,
    async run(...words) {
      const { ended, said } = start(words);
      const code = await ended;
      if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${said()}`);
      return said();
    },
    openSeries: () => new DatabaseSync(join(folder, 'state', 'series.db')),
    async stop() {
      daemon.child.kill('SIGTERM');
      await daemon.ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });
}
