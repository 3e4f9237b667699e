import { expect, test } from 'vitest';
import { openPlace, smallHouse } from './cli.ts';

const now = '2024-01-11T06:00:00Z';
const readings = 'time,value\n2024-01-01T00:00:00+01:00,1000\n2024-01-11T00:00:00+01:00,1100\n';

test('state is wiped only once it was said twice, and readings never', { timeout: 60_000 }, async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings });
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  await place.runAt(now, 'materialize');
  const refused = await place.runAt(now, 'state', 'wipe', '*', '--from', '2024-01-05');
  expect([refused.code, refused.stderr]).toEqual([2, 'Nothing was done: this cannot be undone. Add --yes to do it.\n']);
  expect(refused.stdout).toMatch(/physical\/gas_zahler +6 +2024-01-05 … 2024-01-10/);
  expect(JSON.parse((await place.runAt(now, 'plan', '--json')).stdout).planned).toBe(0);

  const wiped = await place.runAt(now, 'state', 'wipe', 'physical/*', '--from', '2024-01-05', '--yes', '--json');
  expect([wiped.code, JSON.parse(wiped.stdout)]).toMatchObject([
    0,
    { action: 'wipe', dry_run: false, assets: [{ asset: 'physical/gas_zahler', partitions: 6 }] },
  ]);
  const all = await place.runAt(now, 'state', 'wipe', '*', '--yes');
  expect(all.stdout).toMatch(/readings\/gas_zahler keeps 2 partitions: observed, not made\./);
  const made = JSON.parse((await place.runAt(now, 'materialize', '--json')).stdout);
  expect([made.status, made.failed, made.made === made.planned]).toEqual(['success', 0, true]);
  const compacted = JSON.parse((await place.runAt(now, 'state', 'compact', '--json')).stdout);
  expect(compacted.bytes.after).toBeLessThanOrEqual(compacted.bytes.before);
});

test('a daemon wipes what a command asks it to, and a meter that is gone is pruned', { timeout: 60_000 }, async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings });
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  const daemon = place.start(now, 'serve', '--no-ui');
  try {
    await daemon.says(/start: success/);
    const wiped = await place.runAt(now, 'state', 'wipe', 'anomalies/*', '--yes');
    expect([wiped.code, wiped.stderr]).toMatchObject([
      0,
      expect.stringMatching(/^A daemon .* is asked to do this\.$/m),
    ]);
    const counts = JSON.parse((await place.runAt(now, 'status', 'anomalies/*', '--json')).stdout).counts;
    expect(counts).toMatchObject({ missing: 10, fresh: 0 });
  } finally {
    daemon.kill('SIGTERM');
  }
  await daemon.ended;
  place.write('config/meters.yaml', 'meters:\n  - { meter_id: other, type: physical, output_unit: m³ }\n');
  expect((await place.runAt(now, 'state', 'prune', '--yes')).stdout).toMatch(/physical\/gas_zahler +10$/m);
  expect((await place.runAt(now, 'state', 'prune', '--yes')).stdout).toBe('There is nothing to prune.\n');
});

test('a pinned day keeps its value when a late reading moves the days around it', { timeout: 60_000 }, async () => {
  const place = openPlace({
    ...smallHouse,
    'readings.csv': readings,
    'late.csv': 'time,value\n2024-01-06T00:00:00+01:00,1030\n',
  });
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  await place.runAt(now, 'materialize');
  const day = async () =>
    (await place.runAt(now, 'series', 'consumption/gas_zahler/daily', '--from', '2024-01-04', '--to', '2024-01-04'))
      .stdout;
  const before = await day();
  const early = await place.runAt(now, 'pin', 'consumption/gas_zahler/daily', '2024-02-04');
  expect([early.code, early.stderr]).toEqual([
    2,
    'consumption/gas_zahler/daily 2024-02-04 was never made; there is no value to keep.\n',
  ]);
  const pinned = await place.runAt(now, 'pin', 'consumption/gas_zahler/daily', '2024-01-04');
  expect([pinned.code, pinned.stdout]).toEqual([0, 'consumption/gas_zahler/daily 2024-01-04: 1 partition pinned.\n']);
  await place.run('import', 'late.csv', '--meter', 'gas_zahler');
  await place.runAt(now, 'materialize');
  expect(await day()).toBe(before);
  const why = await place.runAt(now, 'explain', 'consumption/gas_zahler/daily', '2024-01-04');
  expect(why.stdout).toMatch(/is fresh because it is pinned: its value is kept, and would be made again otherwise\./);
  expect((await place.runAt(now, 'status')).stdout).toMatch(/^asset +all.* pinned +partitions$/m);

  const daemon = place.start(now, 'serve', '--no-ui');
  try {
    await daemon.says(/start: success/);
    const unpinned = await place.runAt(
      now,
      'unpin',
      'consumption/gas_zahler/daily',
      '2024-01-01',
      '2024-01-10',
      '--json',
    );
    expect(JSON.parse(unpinned.stdout)).toMatchObject({ pinned: false, changed: 1, unchanged: 9 });
  } finally {
    daemon.kill('SIGTERM');
  }
  await daemon.ended;
  await place.runAt(now, 'materialize');
  expect(await day()).not.toBe(before);
});
