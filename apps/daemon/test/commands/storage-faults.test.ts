import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStateDatabase } from '@meterworks/runtime';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Ended, openPlace, type Place, smallHouse } from './cli.ts';

const now = '2024-01-11T06:00:00Z';
const readings = 'time,value\n2024-01-01T00:00:00+01:00,1000\n2024-01-11T00:00:00+01:00,1100\n';
const later = 'time,value\n2024-01-05T00:00:00+01:00,1090\n';

/** The message of a command that ended with code 4: one line, without a stack. */
function onlyMessage({ code, stdout, stderr }: Ended): string {
  const lines = stderr.split('\n').filter((line) => line !== '' && !/^Looking|^Reading|^Making/.test(line));
  expect([code, stdout, lines.length]).toEqual([4, '', 1]);
  return lines[0] ?? '';
}

async function filledPlace(prepare: (place: Place) => void = () => {}): Promise<Place> {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings, 'later.csv': later });
  prepare(place);
  expect((await place.run('import', 'readings.csv', '--meter', 'gas_zahler')).code).toBe(0);
  expect((await place.runAt(now, 'materialize')).code).toBe(0);
  return place;
}

/** After the fault is gone: what was made is there, and the rest is made. */
async function expectNothingLost(place: Place): Promise<void> {
  const made = await place.runAt(now, 'materialize', '--json');
  expect([made.code, JSON.parse(made.stdout).failed]).toEqual([0, 0]);
  const { stdout } = await place.runAt(now, 'series', 'consumption/gas_zahler/monthly');
  expect(Number(stdout.trimEnd().split('\n')[1]?.split(',')[2])).toBeCloseTo(100, 9);
  expect(JSON.parse((await place.runAt(now, 'materialize', '--json')).stdout).planned).toBe(0);
}

const mayMount = process.platform === 'linux' && process.getuid?.() === 0 && tryMount();

/** Gives the tool's exit code. */
function asRoot(tool: 'mount' | 'umount' | 'dd', words: readonly string[]): number | null {
  return spawnSync(tool, words).status;
}

function tryMount(): boolean {
  const folder = '/mnt';
  if (asRoot('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder]) !== 0) return false;
  return asRoot('umount', [folder]) === 0;
}

/** A disk of its own for the state of a place. */
function mountState({ folder, write }: Place): string {
  const state = join(folder, 'state');
  write('state/none', '');
  expect(asRoot('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', state])).toBe(0);
  onTestFinished(() => void asRoot('umount', ['-l', state]));
  return state;
}

if (!mayMount)
  console.log('SKIPPED: a full and a read-only disk are tested where disks may be mounted: on Linux, as root');

describe.skipIf(!mayMount)('a disk', () => {
  test('that is full is one clear error, and all goes on when there is room', async () => {
    let state = '';
    const place = await filledPlace((one) => {
      state = mountState(one);
    });
    asRoot('dd', ['if=/dev/zero', `of=${state}/filler`, 'bs=1k']);
    expect(onlyMessage(await place.run('import', 'later.csv', '--meter', 'gas_zahler'))).toMatch(
      /^the disk .* is full/,
    );
    expect(onlyMessage(await place.runAt(now, 'materialize', '--state', 'all'))).toMatch(/^the disk .* is full/);
    rmSync(join(state, 'filler'));
    expect((await place.run('import', 'later.csv', '--meter', 'gas_zahler')).code).toBe(0);
    await expectNothingLost(place);
  });

  test('that may only be read is one clear error', async () => {
    let state = '';
    const place = await filledPlace((one) => {
      state = mountState(one);
    });
    expect(asRoot('mount', ['-o', 'remount,ro', state])).toBe(0);
    expect(onlyMessage(await place.runAt(now, 'materialize'))).toMatch(/^the database .* cannot be written/);
    expect(asRoot('mount', ['-o', 'remount,rw', state])).toBe(0);
    await expectNothingLost(place);
  });
});

test('a database that another process keeps locked is one clear error', async () => {
  const place = await filledPlace();
  const other = await openStateDatabase(join(place.folder, 'state', 'meterworks.db'));
  other.exec('begin immediate');
  expect(onlyMessage(await place.runAt(now, 'materialize'))).toMatch(/is locked by another process$/);
  other.exec('rollback');
  other.close();
  await expectNothingLost(place);
});

test('a database of a newer version is left alone', async () => {
  const place = await filledPlace();
  const other = await openStateDatabase(join(place.folder, 'state', 'meterworks.db'));
  const known = other.pragma('user_version') as number;
  other.pragma('user_version = 999');
  for (const words of [['materialize'], ['serve', '--no-ui'], ['status'], ['schedules', 'off', 'analytics']])
    expect(onlyMessage(await place.runAt(now, ...words))).toMatch(/has schema 999, this version knows \d+/);
  other.pragma(`user_version = ${known}`);
  other.close();
  await expectNothingLost(place);
});

test.each(['meterworks.db', 'series.db'])('a damaged %s is one clear error, and is not touched', async (name) => {
  const place = await filledPlace();
  const path = join(place.folder, 'state', name);
  const good = readFileSync(path);
  const damaged = Buffer.from(good);
  for (let page = 1; page * 8192 < damaged.length; page++) damaged.fill(0x5a, page * 8192, page * 8192 + 512);
  for (const bytes of [damaged, Buffer.alloc(20_000, 0x5a)]) {
    writeFileSync(path, bytes);
    expect(onlyMessage(await place.runAt(now, 'materialize', '--state', 'all'))).toMatch(/is damaged or no database/);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  }
  writeFileSync(path, good);
  await expectNothingLost(place);
});
