import { expect, test } from 'vitest';
import { openPlace, smallHouse } from './cli.ts';

const config = `storage: embedded
timezone: Europe/Berlin
workflows:
  analytics: { start_year: 2024 }
  gas: { schedule: "* * * * * *", selection: physical/* }
`;
const house = { ...smallHouse, 'config/config.yaml': config };

test('a schedule is switched and run without a daemon, and stays off', { timeout: 60_000 }, async () => {
  const place = openPlace(house);
  expect((await place.run('schedules', 'list', '--json')).stdout).toContain('"name": "gas"');
  expect(await place.run('schedules', 'off', 'gas')).toMatchObject({ code: 0, stdout: 'gas is now off.\n' });
  expect(await place.run('schedules', 'off', 'gas')).toMatchObject({ code: 0, stdout: 'gas was off already.\n' });
  const listed = JSON.parse((await place.run('schedules', 'list', '--json')).stdout);
  expect(listed.map(({ name, enabled }: { name: string; enabled: boolean }) => [name, enabled])).toEqual([
    ['analytics', true],
    ['gas', false],
  ]);
  expect((await place.run('schedules', 'run', 'gas')).code).toBe(0);
  const unknown = await place.run('schedules', 'on', 'gaz');
  expect([unknown.code, unknown.stderr]).toEqual([2, 'There is no schedule "gaz"; did you mean "gas"?\n']);
});

test('the daemon ticks, and is told to switch and to run a schedule', { timeout: 60_000 }, async () => {
  const place = openPlace(house);
  const daemon = place.start('2024-01-11T06:00:00Z', 'serve', '--no-ui');
  try {
    await daemon.says(/schedule:gas: success/);
    expect((await place.run('schedules', 'off', 'gas')).stdout).toBe('gas is now off.\n');
    expect((await place.run('schedules', 'run', 'analytics', '--json')).code).toBe(0);
  } finally {
    daemon.kill('SIGTERM');
  }
  expect((await daemon.ended).code).toBe(0);
  const ticks = (await place.run('schedules', 'list', 'gas', '--json')).stdout;
  expect(JSON.parse(ticks).at(-1)).toMatchObject({ decision: 'run', sentence: 'Started when it was due.' });
  expect(ticks).toContain('There was nothing to make.');
});
