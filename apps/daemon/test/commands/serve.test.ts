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
