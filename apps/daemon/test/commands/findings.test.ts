import { expect, test } from 'vitest';
import { openPlace, type Place, smallHouse } from './cli.ts';

const now = '2024-01-11T06:00:00Z';
/** Ten a day, at local midnight; on the fifth day a typing error, twice. */
const readings = [100, 110, 120, 130, 940, 950, 160, 170, 180, 190, 200]
  .map((register, i) => `2024-01-${String(i + 1).padStart(2, '0')}T00:00:00+01:00,${register}`)
  .join('\n');
const files = { ...smallHouse, 'readings.csv': `time,value\n${readings}\n` };

async function fill(place: Place): Promise<void> {
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  expect((await place.runAt(now, 'materialize')).code).toBe(0);
}

async function tell(place: Place, ...words: string[]) {
  const { code, stdout, stderr } = await place.runAt(now, ...words, '--json');
  expect([code, stderr]).toEqual([0, expect.not.stringMatching(/ at /)]);
  return JSON.parse(stdout);
}

async function advances(place: Place): Promise<number[]> {
  await place.runAt(now, 'materialize');
  const days = await place.runAt(now, 'series', 'physical/gas_zahler', '--to', '2024-01-10');
  return days.stdout
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => Math.round(Number(row.split(',')[3])));
}

test('a dropped reading is listed with its reason, and what the user says of it wins until it is withdrawn', {
  timeout: 60_000,
}, async () => {
  const place = openPlace(files);
  await fill(place);
  const before = await tell(place, 'findings');
  expect([before.findings.length, before.decisions]).toEqual([1, []]);
  const [finding] = before.findings;
  expect(finding).toMatchObject({ meter: 'gas_zahler', type: 'spike', state: 'settled', dropped: 2 });
  expect(finding.reading).toEqual({ time: '2024-01-04T23:00:00.000Z', register: 940 });
  expect((await place.runAt(now, 'findings', '--open')).stdout).toBe('Nothing waits for your word.\n');
  const ten = [10, 10, 10, 10, 10, 10, 10, 10, 10, 10];
  expect(await advances(place)).toEqual(ten);

  expect((await tell(place, 'decide', 'gas_zahler', '2024-01-05T00:00:00+01:00', 'accept')).readings).toHaveLength(2);
  const accepted = await advances(place);
  expect(accepted.slice(3, 5)).toEqual([810, 10]);
  const after = await tell(place, 'findings');
  expect(after.findings.map(({ type }: { type: string }) => type)).toEqual(['reset']);
  expect(after.decisions).toEqual([
    { meter: 'gas_zahler', time: '2024-01-04T23:00:00.000Z', register: 940, verdict: 'accept' },
    { meter: 'gas_zahler', time: '2024-01-05T23:00:00.000Z', register: 950, verdict: 'accept' },
  ]);
  expect((await place.runAt(now, 'findings')).stdout).toMatch(
    /00:00:00\+01:00 +accepted +the reading of 940, as you said/,
  );

  await tell(place, 'decide', 'gas_zahler', '2024-01-05 00:00', 'reject', '940');
  await tell(place, 'decide', 'gas_zahler', '2024-01-06 00:00', 'reject');
  expect(await advances(place)).toEqual(ten);
  expect(
    (await tell(place, 'findings')).findings.map(({ type, verdict }: Record<string, unknown>) => [type, verdict]),
  ).toEqual([
    ['rejected', 'reject'],
    ['rejected', 'reject'],
  ]);

  await tell(place, 'decide', 'gas_zahler', '2024-01-05 00:00', 'withdraw');
  await tell(place, 'decide', 'gas_zahler', '2024-01-06 00:00', 'withdraw');
  expect(await advances(place)).toEqual(ten);
  expect(await tell(place, 'findings')).toEqual(before);
});

test('who rejects a reset rejects all that it led to, until the register is back or the word is taken back', {
  timeout: 60_000,
}, async () => {
  const readings = [100, 110, 120, 130, 5, 15, 25, 35, 45, 55, 65]
    .map((register, i) => `2024-01-${String(i + 1).padStart(2, '0')}T00:00:00+01:00,${register}`)
    .join('\n');
  const place = openPlace({ ...smallHouse, 'readings.csv': `time,value\n${readings}\n` });
  await fill(place);
  const { findings } = await tell(place, 'findings', '--open');
  expect(findings).toMatchObject([{ type: 'reset', state: 'proposed', reading: { register: 5 } }]);
  const before = await advances(place);

  await tell(place, 'decide', 'gas_zahler', '2024-01-05 00:00', 'reject');
  const rejected = await advances(place);
  expect(rejected.slice(0, 3)).toEqual([10, 10, 10]);
  expect((await tell(place, 'findings')).findings).toMatchObject([
    { type: 'rejected', state: 'decided', verdict: 'reject', dropped: 7, reading: { register: 5 } },
  ]);

  await tell(place, 'decide', 'gas_zahler', '2024-01-05 00:00', 'withdraw');
  expect(await advances(place)).toEqual(before);
  expect((await tell(place, 'findings')).findings).toMatchObject([{ type: 'reset', state: 'proposed' }]);
});

test('a daemon records what a command decides', { timeout: 60_000 }, async () => {
  const place = openPlace(files);
  await fill(place);
  const daemon = place.start(now, 'serve', '--no-ui');
  try {
    await daemon.says(/start: /);
    const decided = await place.runAt(now, 'decide', 'gas_zahler', '2024-01-05 00:00', 'accept');
    expect([decided.code, decided.stdout]).toEqual([
      0,
      'gas_zahler: 2 readings accepted. The next run takes it into account.\n',
    ]);
  } finally {
    daemon.kill('SIGTERM');
  }
  await daemon.ended;
  expect((await advances(place))[3]).toBe(810);
});

test.each([
  [['nobody', '2024-01-05 00:00', 'accept'], /^No meter is called "nobody"/],
  [['gas_zahler', 'monday', 'accept'], /^"monday" is no time; write it as findings does/],
  [['gas_zahler', '2024-03-31 02:30', 'accept'], /was skipped when the clocks were set forward/],
  [['gas_zahler', '2024-10-27 02:30', 'accept'], /came twice when the clocks were set back/],
  [
    ['gas_zahler', '2024-01-05 00:00', 'accept', '7'],
    /^gas_zahler has no reading of 7 at 2024-01-05 00:00; meterworks/,
  ],
] as const)('decide %j is refused, and nothing is written', async (words, message) => {
  const place = openPlace(files);
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  const ended = await place.runAt(now, 'decide', ...words);
  expect([ended.code, ended.stdout, ended.stderr]).toEqual([2, '', expect.stringMatching(message)]);
});
