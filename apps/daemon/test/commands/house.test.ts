import { expect, test } from 'vitest';
import { openPlace, type Place, smallHouse } from './cli.ts';

const morning = '2024-01-11T06:00:00Z';
const readings = (...rows: readonly (readonly [string, number])[]) =>
  `time,value\n${rows.map(([time, value]) => `${time},${value}`).join('\n')}\n`;

/** The small house with ten days between two readings: 100 m³. */
async function housed(): Promise<Place> {
  const place = openPlace({
    ...smallHouse,
    'ten-days.csv': readings(['2024-01-01T00:00:00+01:00', 1000], ['2024-01-11T00:00:00+01:00', 1100]),
  });
  const { code } = await place.run('import', 'ten-days.csv', '--meter', 'gas_zahler');
  expect(code).toBe(0);
  return place;
}

async function json(place: Place, now: string, ...words: string[]) {
  const { code, stdout, stderr } = await place.runAt(now, ...words, '--json');
  expect([words, code, stderr.replace(/^.*\d+ %.*\n/gm, '')]).toEqual([words, 0, '']);
  return JSON.parse(stdout);
}

const plannedOf = (plan: { steps: { asset: string; planned: number }[] }, asset: string) =>
  plan.steps.find((step) => step.asset === asset)?.planned;

test('readings become a register and a consumption whose days add up to their difference', async () => {
  const place = await housed();
  const run = await json(place, morning, 'materialize');
  expect(run).toMatchObject({ status: 'success', failed: 0, blocked: 0, made: run.planned });

  const physical = (await place.runAt(morning, 'series', 'physical/gas_zahler')).stdout.trimEnd().split('\n');
  expect(physical[0]).toBe('partition,end,close,advance,unit,quality');
  expect(physical[1]).toMatch(/^2024-01-01,2024-01-01T23:00:00Z,[\d.]+,[\d.]+,m³,estimated$/);
  expect(physical).toHaveLength(11);
  const advances = physical.slice(1).map((row) => Number(row.split(',')[3]));
  expect(advances.reduce((sum, advance) => sum + advance, 0)).toBeCloseTo(100, 9);

  const monthly = (await place.runAt(morning, 'series', 'consumption/gas_zahler/monthly')).stdout.trimEnd().split('\n');
  expect(monthly[0]).toBe('partition,start,value,unit,quality');
  const [partition, start, value, unit, quality] = monthly[1]?.split(',') ?? [];
  expect([partition, start, unit, quality]).toEqual(['2024-01', '2023-12-31T23:00:00Z', 'm³', 'estimated']);
  expect(Number(value)).toBeCloseTo(100, 9);
});

test('what is done is not done again; a late reading moves just the days around it', async () => {
  const place = await housed();
  await json(place, morning, 'materialize');
  expect(await json(place, morning, 'materialize')).toMatchObject({ run: null, planned: 0, made: 0, steps: [] });

  // On the straight line or not: the days before and after it are shaped anew.
  place.write('late.csv', readings(['2024-01-06T00:00:00+01:00', 1030]));
  await place.run('import', 'late.csv', '--meter', 'gas_zahler');
  const plan = await json(place, morning, 'plan');
  expect(plan).toMatchObject({ made: 0, failed: 0 });
  expect(plan.certain + plan.possible).toBe(plan.planned);
  expect(plannedOf(plan, 'physical/gas_zahler')).toBe(10);
  const why = await place.runAt(morning, 'explain', 'physical/gas_zahler', '2024-01-04');
  expect(why.stdout.split('\n')[0]).toMatch(
    /^physical\/gas_zahler 2024-01-04 is stale because .*reading.*gas_zahler.*1030/,
  );

  const run = await json(place, morning, 'materialize');
  expect(run.made + run.cut_off).toBe(run.planned);
  await place.run('import', 'late.csv', '--meter', 'gas_zahler');
  expect(await json(place, morning, 'materialize')).toMatchObject({ planned: 0, made: 0 });
});

test('time that passes adds days and makes open months and years again, and nothing else', async () => {
  const place = await housed();
  await json(place, morning, 'materialize');
  const run = await json(place, '2024-01-16T06:00:00Z', 'materialize');
  const made = run.steps.filter((step: { made: number }) => step.made > 0);
  const spansOf = (asset: string) => made.find((step: { asset: string }) => step.asset === asset)?.spans;
  expect(spansOf('physical/gas_zahler')).toEqual([{ from: '2024-01-11', to: '2024-01-15' }]);
  expect(spansOf('consumption/gas_zahler/daily')).toEqual([{ from: '2024-01-11', to: '2024-01-15' }]);
  expect(spansOf('consumption/gas_zahler/monthly')).toEqual([{ from: '2024-01', to: '2024-01' }]);
  for (const { asset, made: count } of made) expect([asset, count <= 5]).toEqual([asset, true]);
  expect(run.made).toBe(made.reduce((sum: number, step: { made: number }) => sum + step.made, 0));
});

test('a changed description makes nothing stale, a changed meter makes itself and what follows stale', async () => {
  const place = await housed();
  place.write(
    'config/meters.yaml',
    `${smallHouse['config/meters.yaml']}  - { meter_id: other, type: physical, output_unit: kWh }\n`,
  );
  place.write('other.csv', readings(['2024-01-01T00:00:00+01:00', 0], ['2024-01-11T00:00:00+01:00', 10]));
  await place.run('import', 'other.csv', '--meter', 'other');
  await json(place, morning, 'materialize');

  const meters = (gas: string) =>
    `meters:\n  - { meter_id: gas_zahler, type: physical, output_unit: m³, ${gas} }\n  - { meter_id: other, type: physical, output_unit: kWh }\n`;
  place.write('config/meters.yaml', meters('description: "in the cellar"'));
  expect(await json(place, morning, 'plan')).toMatchObject({ planned: 0 });

  place.write('config/meters.yaml', meters('max_rate: 50'));
  const status = await json(place, morning, 'status');
  const stale = status.assets.filter(({ counts }: { counts: { stale: number } }) => counts.stale > 0);
  expect(stale.length).toBeGreaterThan(0);
  for (const { asset } of stale) expect(asset).toContain('gas_zahler');
});

test('runs are listed, lineage is drawn, and a selection narrows a run', async () => {
  const place = await housed();
  const run = await json(place, morning, 'materialize', '+consumption/gas_zahler/daily');
  expect(run.steps.map(({ asset }: { asset: string }) => asset)).not.toContain('consumption/gas_zahler/monthly');
  const runs = await json(place, morning, 'runs');
  expect(runs[0]).toMatchObject({ run: run.run, status: 'success', selection: '+consumption/gas_zahler/daily' });
  const detail = await json(place, morning, 'runs', String(run.run));
  expect(detail.steps.length).toBe(run.steps.length);

  const drawn = await place.run('lineage', 'physical/gas_zahler+1');
  expect(drawn.stdout).toMatch(/^flowchart LR\n/);
  expect(drawn.stdout).toContain('consumption/gas_zahler/daily');
  expect(drawn.stdout).not.toContain('consumption/gas_zahler/monthly');
});

test('what is written wrongly is a usage error where it is first understood', async () => {
  const place = await housed();
  for (const [words, message] of [
    [
      ['series', 'physical/gas_zaehler'],
      /No asset is called "physical\/gas_zaehler"; did you mean "physical\/gas_zahler"\?/,
    ],
    [['plan', 'tag:'], /expected/],
    [['explain', 'physical/gas_zahler', '2024-1-4'], /2024-1-4/],
  ] as const) {
    const { code, stdout, stderr } = await place.runAt(morning, ...words);
    expect([words, code, stdout]).toEqual([words, 2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
});
