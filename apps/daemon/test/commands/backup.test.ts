import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openPlace, smallHouse } from './cli.ts';

const now = '2024-01-11T06:00:00Z';
const readings = 'time,value\n2024-01-01T00:00:00+01:00,1000\n2024-01-11T00:00:00+01:00,1100\n';
const later = 'time,value\n2024-01-06T00:00:00+01:00,1030\n';

/** Everything a user can read of the house's values. */
async function valuesOf(place: ReturnType<typeof openPlace>): Promise<string> {
  return (await place.runAt(now, 'series', 'consumption/gas_zahler/daily')).stdout;
}

test('a backup taken beside a daemon is restored after the state was damaged, and gives the same values', {
  timeout: 90_000,
}, async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings, 'later.csv': later });
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  const daemon = place.start(now, 'serve', '--no-ui');
  await daemon.says(/start: success/);
  const before = await valuesOf(place);
  const written = await place.runAt(now, 'backup', 'kept/house.tar.gz', '--json');
  expect([written.code, JSON.parse(written.stdout)]).toMatchObject([
    0,
    {
      created_at: '2024-01-11T06:00:00.000Z',
      files: [
        { name: 'databases/state.db' },
        { name: 'databases/series.db' },
        { name: 'config/config.yaml' },
        { name: 'config/meters.yaml' },
      ],
    },
  ]);
  expect(readdirSync(join(place.folder, 'kept'))).toEqual(['house.tar.gz']);

  const busy = await place.runAt(now, 'restore', 'kept/house.tar.gz', '--yes');
  expect([busy.code, busy.stderr]).toEqual([
    4,
    expect.stringMatching(/^A daemon \(process \d+ on .+\) is working on this house/),
  ]);
  daemon.kill('SIGKILL');
  await daemon.ended;
  await place.run('import', 'later.csv', '--meter', 'gas_zahler');
  await place.runAt(now, 'materialize');
  expect(await valuesOf(place)).not.toBe(before);
  truncateSync(join(place.folder, 'state/meterworks.db'), 5000);

  const asked = await place.runAt(now, 'restore', 'kept/house.tar.gz');
  expect([asked.code, asked.stderr]).toEqual([2, expect.stringMatching(/^Nothing was done: .*Add --yes to do it\.$/m)]);
  const restored = await place.runAt(now, 'restore', 'kept/house.tar.gz', '--yes');
  expect([restored.code, restored.stdout]).toEqual([
    0,
    expect.stringMatching(/^Restored the backup of 2024-01-11T06:00:00\.000Z/),
  ]);
  expect(await valuesOf(place)).toBe(before);
  expect(JSON.parse((await place.runAt(now, 'plan', '--json')).stdout).planned).toBe(0);
  const aside = readdirSync(join(place.folder, 'state')).filter((name) => name.startsWith('before-restore-'));
  expect(aside).toHaveLength(1);
  expect(readdirSync(join(place.folder, 'state', aside[0] ?? ''))).toContain('series.db');
});

test('a backup brings a house to an empty machine', { timeout: 60_000 }, async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings });
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  await place.runAt(now, 'materialize');
  await place.runAt(now, 'backup', 'house.tar.gz');
  const empty = openPlace();
  writeFileSync(join(empty.folder, 'house.tar.gz'), readFileSync(join(place.folder, 'house.tar.gz')));
  const restored = await empty.runAt(now, 'restore', 'house.tar.gz');
  expect([restored.code, restored.stdout]).toEqual([
    0,
    expect.stringContaining('that of the backup: config.yaml, meters.yaml'),
  ]);
  expect(await valuesOf(empty)).toBe(await valuesOf(place));
});

test('a file that is no backup, or a damaged one, changes nothing', { timeout: 60_000 }, async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings, 'other.tar.gz': 'not an archive' });
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  await place.runAt(now, 'materialize');
  const before = await valuesOf(place);
  await place.runAt(now, 'backup', 'house.tar.gz');
  const whole = readFileSync(join(place.folder, 'house.tar.gz'));
  writeFileSync(join(place.folder, 'cut.tar.gz'), whole.subarray(0, Math.floor(whole.length / 2)));
  for (const [file, reason] of [
    ['absent.tar.gz', /there is no such file/],
    ['other.tar.gz', /it is no backup/],
    ['cut.tar.gz', /it is no backup, or damaged|is missing in it|is damaged/],
  ] as const) {
    const refused = await place.runAt(now, 'restore', file, '--yes');
    expect([file, refused.code, refused.stderr]).toEqual([file, 2, expect.stringMatching(reason)]);
    expect(refused.stderr).not.toMatch(/\n\s+at /);
  }
  expect(await valuesOf(place)).toBe(before);
  expect(readdirSync(place.folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a support bundle holds no secret, wherever it stood', { timeout: 60_000 }, async () => {
  const token = 'never-to-be-seen-4711';
  const place = openPlace({
    ...smallHouse,
    'config/config.yaml': `# postgres://house:${token}@db/house\n${smallHouse['config/config.yaml']}logging: { file: house.log }\ntibber: { meter_id: strom }\n`,
    'config/meters.yaml': `${smallHouse['config/meters.yaml']}  - { meter_id: strom, type: physical, output_unit: kWh }\n`,
    'readings.csv': readings,
    'house.log': `{"message":"asked with ${token}"}\n`,
  });
  place.write('secrets/tibber.env', `TIBBER_API_TOKEN=${token}\n`, 0o600);
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  await place.runAt(now, 'materialize');
  const bundled = await place.runAt(now, 'support-bundle');
  expect([bundled.code, bundled.stderr]).toEqual([0, '']);
  expect(bundled.stdout).toMatch(/^ {2}doctor\.txt$/m);
  expect(existsSync(join(place.folder, 'meterworks-support.tar.gz'))).toBe(true);
  const text = gunzipSync(readFileSync(join(place.folder, 'meterworks-support.tar.gz'))).toString('utf8');
  expect(text).toContain('postgres://house:***@db/house');
  expect(text).toContain('asked with ***');
  expect(text).not.toContain(token);
});
