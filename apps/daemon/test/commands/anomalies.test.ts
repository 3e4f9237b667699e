import { expect, test } from 'vitest';
import { openPlace, type Place, smallHouse } from './cli.ts';

const dayMs = 86_400_000;
const first = Date.UTC(2024, 0, 1, -1);

/** Registers at each local midnight of a winter: 10 m³ a day and a little, but 90 on the 60th day. */
function readings(days: number): string {
  let register = 100;
  const lines = Array.from({ length: days + 1 }, (_, day) => {
    const line = `${new Date(first + day * dayMs).toISOString()},${register.toFixed(2)}`;
    register += day === 60 ? 90 : 10 + (day % 5) / 4;
    return line;
  });
  return `time,value\n${lines.join('\n')}\n`;
}

async function houseWithSpike(): Promise<Place> {
  const place = openPlace({ ...smallHouse, 'a.csv': readings(70), 'b.csv': readings(80) });
  expect((await place.run('import', 'a.csv', '--meter', 'gas_zahler')).code).toBe(0);
  expect((await place.runAt('2024-03-20T06:00:00Z', 'materialize')).code).toBe(0);
  return place;
}

async function listed(place: Place, ...words: string[]) {
  const { stdout, code } = await place.run('anomalies', 'list', '--json', '--type', 'spike', ...words);
  expect(code).toBe(0);
  return JSON.parse(stdout) as { id: string; meter: string; days: number; acknowledged: { note: string } | null }[];
}

test('an incident is listed with its evidence; acknowledged it stays so when all is made again', {
  timeout: 60_000,
}, async () => {
  const place = await houseWithSpike();
  const [spike, ...others] = await listed(place);
  expect(others).toEqual([]);
  expect(spike).toMatchObject({ meter: 'gas_zahler', days: 1, observed: 90, acknowledged: null });
  const id = spike?.id ?? '';
  const shown = JSON.parse((await place.run('anomalies', 'show', id, '--json')).stdout);
  expect(shown.neighbours).toHaveLength(15);
  expect(shown.neighbours[7]).toMatchObject({ day: '2024-03-01', amount: 90, is_part: true });
  expect((await place.run('anomalies', 'show', id)).stdout).toContain('2024-03-01  90');

  const word = await place.run('anomalies', 'acknowledge', id, '--note', 'guests');
  expect(word).toMatchObject({ code: 0, stdout: `${id} is acknowledged.\n` });
  expect(await listed(place)).toEqual([]);

  expect((await place.run('import', 'b.csv', '--meter', 'gas_zahler')).code).toBe(0);
  expect((await place.run('state', 'wipe', 'anomalies/*', '--yes')).code).toBe(0);
  expect((await place.runAt('2024-03-25T06:00:00Z', 'materialize')).code).toBe(0);
  expect(await listed(place)).toEqual([]);
  expect(await listed(place, '--all')).toMatchObject([{ id, acknowledged: { by: 'cli', note: 'guests' } }]);

  expect((await place.run('anomalies', 'acknowledge', id, '--withdraw')).code).toBe(0);
  expect(await listed(place)).toHaveLength(1);
  const again = await place.run('anomalies', 'acknowledge', id, '--withdraw');
  expect([again.code, again.stderr]).toEqual([
    2,
    `The incident "${id}" of anomalies/gas_zahler is not acknowledged.\n`,
  ]);
});

test('a daemon that works on the house records it', { timeout: 60_000 }, async () => {
  const place = await houseWithSpike();
  const id = (await listed(place))[0]?.id ?? '';
  const daemon = place.start('2024-03-20T06:00:00Z', 'serve', '--no-ui');
  try {
    await daemon.says(/start: success/);
    const word = await place.run('anomalies', 'acknowledge', id, '--note', 'guests');
    expect(word).toMatchObject({ code: 0, stdout: `${id} is acknowledged.\n` });
    expect(word.stderr).toContain('it is asked to do this');
  } finally {
    daemon.kill('SIGTERM');
  }
  await daemon.ended;
  expect(await listed(place, '--all')).toMatchObject([{ acknowledged: { note: 'guests' } }]);
});

test('unknown incidents, meters and days are refused with what there is', { timeout: 30_000 }, async () => {
  const place = openPlace(smallHouse);
  expect(await place.run('anomalies')).toMatchObject({ code: 0, stdout: '', stderr: '0 incidents\n' });
  const none = await place.run('anomalies', 'acknowledge', 'spike-1');
  expect([none.code, none.stderr]).toEqual([2, 'There is no incident "spike-1". anomalies list --all prints them.\n']);
  const meter = await place.run('anomalies', 'list', '--meter', 'gas_zaehler');
  expect([meter.code, meter.stderr]).toEqual([2, 'No meter is called "gas_zaehler"; did you mean "gas_zahler"?\n']);
  expect((await place.run('anomalies', 'list', '--from', 'May')).stderr).toBe(
    '--from is "May"; write a day such as 2024-11-27.\n',
  );
});
