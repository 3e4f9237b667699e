import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPlace, smallHouse } from './cli.ts';

const now = '2024-01-11T06:00:00Z';
const csv = 'time,value\n2024-01-01T00:00:00+01:00,1000\n2024-01-11T00:00:00+01:00,1100\n';

it('says of a house in a file that all is well, and with how many readings', async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': csv });
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  await place.runAt(now, 'materialize');
  const { code, stdout } = await place.runAt(now, 'doctor');
  expect(code).toBe(0);
  expect(stdout).toMatch(/ {2}ok +state\/meterworks\.db: sound, [\d.]+ MB, schema \d+\n/);
  expect(stdout).toMatch(/ {2}ok +gas_zahler: 2 readings, 2024-01-01 to 2024-01-11\n/);
  expect(stdout).toMatch(
    / {2}ok +Europe\/Berlin: now 2024-01-11T07:00:\d\d\+01:00; its clocks change on 2024-03-31, to \+02:00\n/,
  );
});

it('suggests the name that was meant where readings lie under another', async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': csv });
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  place.write('config/meters.yaml', smallHouse['config/meters.yaml'].replace('gas_zahler', 'gas_zaehler'));
  const { code, stdout } = await place.runAt(now, 'doctor');
  expect(code).toBe(1);
  expect(stdout).toContain('error    gas_zaehler: has no readings\n           → did you mean "gas_zahler"?');
});

it('changes nothing where nothing is there yet', async () => {
  const place = openPlace(smallHouse);
  const first = await place.runAt(now, 'doctor', '--json');
  expect(first.code).toBe(0);
  expect(JSON.parse((await place.runAt(now, 'doctor', '--json')).stdout)).toMatchObject({ healthy: true, errors: 0 });
  expect(first.stdout).toContain('is not there yet: the first run makes it');
});

it('ends with 3 and every problem of the configuration, or with 4 where the state database is damaged', async () => {
  const place = openPlace(smallHouse);
  mkdirSync(join(place.folder, 'state'));
  writeFileSync(join(place.folder, 'state/meterworks.db'), 'no database');
  const damaged = await place.runAt(now, 'doctor');
  expect([damaged.code, damaged.stdout]).toEqual([4, expect.stringMatching(/error +state\/meterworks\.db: .*damaged/)]);
  appendFileSync(
    join(place.folder, 'config/config.yaml'),
    'extrapolate_max_days: -1\ntibber: { lookback_hours: no }\n',
  );
  const wrong = await place.runAt(now, 'doctor');
  expect([wrong.code, wrong.stdout]).toEqual([3, expect.stringMatching(/config\.yaml:4:23[\s\S]*config\.yaml:5:27/)]);
});
