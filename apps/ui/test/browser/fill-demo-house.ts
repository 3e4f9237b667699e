import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { findChromium } from './find-chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder with the demo house, filled and materialized once; to be copied, never changed. Empty without a browser. */
    demoHouse: string;
  }
}

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/** Fills the demo house once for all tests in a browser. */
export default function setup(project: TestProject): (() => void) | undefined {
  if (findChromium() === undefined) {
    console.error('SKIPPED: no Chromium here, so no page is tried in a browser (apt-get install chromium)');
    project.provide('demoHouse', '');
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'meterworks-demo-'));
  cpSync(join(repository, 'config'), join(folder, 'config'), { recursive: true });
  const bin = join(repository, 'apps/daemon/bin/meterworks.js');
  const { status, stderr } = spawnSync(process.execPath, [bin, 'demo', '--until', '2026-01-01T00:00:00+01:00'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', METERWORKS_NOW: '2026-01-01T00:00:00+01:00' },
  });
  if (status !== 0) throw new Error(`The demo house could not be filled: ${stderr}`);
  project.provide('demoHouse', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
