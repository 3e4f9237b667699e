import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const until = '2026-01-01T00:00:00+01:00';

/** The demo house, filled and made as a person would: by `meterworks demo`. @throws where that fails */
export function fillDemoHouse(): { readonly state: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'meterworks-ui-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  cpSync(join(repository, 'config'), join(folder, 'config'), { recursive: true });
  const bin = join(repository, 'apps/daemon/bin/meterworks.js');
  const { status, stderr } = spawnSync(process.execPath, [bin, 'demo', '--until', until], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', METERWORKS_NOW: until },
  });
  if (status !== 0) {
    remove();
    throw new Error(`the demo house could not be filled: ${stderr}`);
  }
  return { state: join(folder, 'state'), remove };
}
