import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openPlace, smallHouse } from './cli.ts';

const readings = 'time,value\n2024-01-01T00:00:00+01:00,1000\n2024-01-11T00:00:00+01:00,1100\n';

test('while a daemon works on a house, commands ask it, with the same output and exit codes', {
  timeout: 60_000,
}, async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings });
  const daemon = place.start('2024-01-11T06:00:00Z', 'serve', '--no-ui');
  try {
    await daemon.says(/start: success/);
    await place.run('import', 'readings.csv', '--meter', 'gas_zahler');

    const planned = await place.run('plan', '--json');
    expect(planned.code).toBe(0);
    expect(planned.stderr).toMatch(/^A daemon .* is working on this house; it is asked/);
    expect(JSON.parse(planned.stdout).planned).toBeGreaterThan(20);
    expect((await place.run('materialize', '--dry-run')).stdout).toMatch(/partitions to make/);
    const made = await place.run('materialize', '--json');
    expect(made.code).toBe(0);
    expect(JSON.parse(made.stdout)).toMatchObject({ status: 'success', failed: 0 });
    expect(JSON.parse(made.stdout).made).toBeGreaterThan(20);
    expect(made.stderr).toMatch(/^A daemon \(process \d+ on .*\) is working on this house/);

    expect((await place.run('materialize', 'nothing/*')).code).toBe(2);
    const second = await place.run('serve', '--no-ui');
    expect([second.code, second.stdout]).toEqual([4, '']);
    expect(second.stderr).toMatch(/^A daemon \(process \d+ on .*\) is working on this house; try again/);
    expect((await place.run('status', '--json')).code).toBe(0);
  } finally {
    daemon.kill('SIGTERM');
  }
  expect((await daemon.ended).code).toBe(0);
});

test('a house whose daemon was killed is free at once', { timeout: 60_000 }, async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings });
  const daemon = place.start('2024-01-11T06:00:00Z', 'serve', '--no-ui');
  await daemon.says(/start: success/);
  daemon.kill('SIGKILL');
  await daemon.ended;
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  const { code, stdout } = await place.runAt('2024-01-11T06:00:00Z', 'materialize', '--json');
  expect([code, JSON.parse(stdout).status]).toEqual([0, 'success']);
});

test('a changed configuration is used at once; a broken one is reported and the old one goes on', {
  timeout: 60_000,
}, async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings });
  const daemon = place.start('2024-01-11T06:00:00Z', 'serve', '--no-ui');
  try {
    await daemon.says(/start: success/);
    const more = `${smallHouse['config/meters.yaml']}  - { meter_id: strom, type: physical, output_unit: kWh }\n`;
    place.write('config/meters.yaml', more);
    await daemon.says(/the changed configuration is used/);
    expect((await place.run('materialize', 'consumption/strom/*')).code).toBe(0);

    place.write('config/meters.yaml', more.replace('physical', 'fysical'));
    await daemon.says(/meters\.yaml:2:\d+ .*fysical/);
    await daemon.says(/goes on with the one before/);
    place.write('config/meters.yaml', more);
    expect((await place.run('materialize', 'consumption/strom/*')).code).toBe(0);
  } finally {
    daemon.kill('SIGTERM');
  }
  expect((await daemon.ended).code).toBe(0);
});

test('a step that would take longer is handed back within ten seconds of SIGTERM, and the next daemon makes it', {
  timeout: 90_000,
}, async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings });
  const now = '2024-01-11T06:00:00Z';
  const daemon = place.start(now, 'serve', '--no-ui');
  await daemon.says(/start: success/);
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  // Whoever holds the series database keeps every step waiting that writes a value.
  const series = new DatabaseSync(join(place.folder, 'state', 'series.db'));
  series.exec('begin immediate');
  const asked = place.start(now, 'materialize');
  const state = new DatabaseSync(join(place.folder, 'state', 'meterworks.db'), { readOnly: true });
  await expect.poll(() => state.prepare('select asset from pending_write').all(), { timeout: 20_000 }).toHaveLength(1);
  state.close();
  const toldAt = performance.now();
  daemon.kill('SIGTERM');
  const ended = await daemon.ended;
  expect(performance.now() - toldAt).toBeLessThan(10_000);
  expect(ended.code).toBe(0);
  expect(ended.stderr).toMatch(/did not end within 8 s; the next daemon takes it up again/);
  expect((await asked.ended).stderr).toMatch(/the next one to start takes the request up/);
  series.exec('rollback');
  series.close();
  expect(JSON.parse((await place.run('runs', '--json')).stdout)[0]).toMatchObject({ status: 'failed' });

  const next = place.start(now, 'serve', '--no-ui');
  try {
    await next.says(/command \d+ \(materialize for cli\): done/);
    const { counts, total } = JSON.parse((await place.runAt(now, 'status', '--json')).stdout);
    expect([counts.fresh, total > 20]).toEqual([total, true]);
  } finally {
    next.kill('SIGTERM');
  }
  expect((await next.ended).code).toBe(0);
});
