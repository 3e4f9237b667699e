import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ui = fileURLToPath(new URL('../../../apps/ui', import.meta.url));

/** A UI in production mode over the databases of a folder. */
export interface ServedPages {
  readonly origin: string;
  stop(): Promise<void>;
}

/** @throws where the UI is not built */
export async function servePages(folder: string): Promise<ServedPages> {
  if (!existsSync(join(ui, '.next', 'BUILD_ID')))
    throw new Error('the UI is not built; npm run build -w @meterworks/ui builds it');
  const next = createRequire(join(ui, 'package.json')).resolve('next/dist/bin/next');
  const port = await freePort();
  const child = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    cwd: ui,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      METERWORKS_STATE: join(folder, 'meterworks.db'),
      METERWORKS_SERIES: join(folder, 'series.db'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => text.includes('Ready') && ready.resolve());
  child.once('error', ready.reject);
  child.once('exit', (code) => ready.reject(new Error(`the UI ended with ${code}`)));
  await ready.promise;
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
