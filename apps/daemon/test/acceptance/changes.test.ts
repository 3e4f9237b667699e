import type { PlanReport, RunReport } from '@meterworks/runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AcceptanceHouse } from './acceptance-house.ts';
import { addReadings, demoTextsOf, openDemoHouse, simulateDemo } from './demo-house.ts';

const simulated = simulateDemo();
/** Two gas meters read by hand, one after the other; a boiler by the hour; what no meter counts; and a meter apart. */
const texts = demoTextsOf('gas_zahler_alt', 'gas_zahler', 'gastherme_gesamt', 'gas_total', 'eg_kalfire', 'og2_strom');
/** A reading three weeks before the house is looked at, between two others. */
const late = ['2025-12-11T18:30:00+01:00', 3401.5] as const;

/** What is stored, by `asset partition`, as text that tells any two values apart. */
async function stored(house: AcceptanceHouse): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const text = (_: string, part: unknown) => (part instanceof Float64Array ? [...part].map(String) : part);
  for (const asset of house.engine.graph.keys)
    for (const { key, value } of await house.engine.values(asset))
      found.set(`${asset} ${key}`, JSON.stringify(value, text));
  return found;
}

function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key)).sort();
}

/** Every planned partition as `asset partition`. */
function plannedIn(house: AcceptanceHouse, { steps }: PlanReport): string[] {
  return steps
    .flatMap(({ asset, ordinals }) => {
      const { scheme } = house.engine.graph.asset(asset);
      return ordinals.map((ordinal) => `${asset} ${scheme.keyOf(ordinal)}`);
    })
    .sort();
}

const ofAsset = (asset: string) => (key: string) => key.startsWith(`${asset} `);
const madeBy = ({ steps }: RunReport) => Object.fromEntries(steps.map(({ asset, spans }) => [asset, spans]));

describe('a house that is up to date', { timeout: 60_000 }, () => {
  let house: AcceptanceHouse;
  beforeAll(async () => {
    house = await openDemoHouse(simulated, texts);
    await house.materialize();
  }, 60_000);
  afterAll(() => house?.close());

  test('makes nothing when it is run again, or when the same readings come again', async () => {
    expect(await house.materialize()).toMatchObject({ runId: undefined, planned: 0, made: 0 });
    expect(await addReadings(house, simulated)).toBe(0);
    expect(await house.materialize()).toMatchObject({ runId: undefined, planned: 0, made: 0 });
  });

  test('makes nothing when a reading is taken back before it was made use of', async () => {
    await house.read('gas_zahler', late);
    expect((await house.plan()).planned).toBeGreaterThan(0);
    expect(await house.series.deleteSamples('gas_zahler', Date.parse(late[0]), Date.parse(late[0]) + 1)).toBe(1);
    expect(await house.plan()).toMatchObject({ planned: 0 });
  });

  test('plans exactly the days that a late reading moves, an upper bound below, and says why', async () => {
    const before = await stored(house);
    await house.read('gas_zahler', late);
    const plan = await house.plan();
    const planned = plannedIn(house, plan);

    const why = await house.engine.explain('consumption/eg_kalfire/daily', '2025-11-20');
    expect(why.sentence).toBe(
      'consumption/eg_kalfire/daily 2025-11-20 is possibly stale because a reading of gas_zahler arrived: 3401.5 at 2025-12-11T18:30:00+01:00.',
    );
    expect(why.chain.map(({ asset }) => asset)).toEqual(
      ['consumption/eg_kalfire/daily', 'virtual/eg_kalfire', 'master/gas_total', 'physical/gas_zahler'].concat(
        'repaired/gas_zahler',
        'readings/gas_zahler',
      ),
    );
    expect((await house.engine.explain('physical/gas_zahler', '2025-11-20')).certainty).toBe('certain');
    expect((await house.engine.explain('physical/gas_zahler', '2025-10-01')).status).toBe('fresh');

    const run = await house.materialize();
    expect(run).toMatchObject({ planned: plan.planned, failed: 0, blocked: 0 });
    expect(run.made + run.cutOff).toBe(run.planned);
    const after = await stored(house);

    const rebuilt = await openDemoHouse(simulated, texts);
    await rebuilt.read('gas_zahler', late);
    await rebuilt.materialize();
    const expected = await stored(rebuilt);
    await rebuilt.close();
    expect(differing(after, expected)).toEqual([]);

    const moved = differing(before, expected);
    const physical = ofAsset('physical/gas_zahler');
    expect(planned.filter(physical)).toEqual(moved.filter(physical));
    expect(planned.filter(physical).length).toBeGreaterThan(39);
    expect(plan.steps.find(({ asset }) => asset === 'physical/gas_zahler')).toMatchObject({ possible: 0 });
    const eager = (key: string) => /^(repaired|training|profile)\//.test(key);
    expect(moved.filter((key) => !eager(key) && !planned.includes(key))).toEqual([]);
    const touched = new Set(planned.map((key) => key.split(' ')[0]));
    expect([...touched].filter((asset) => /og2_strom|gas_zahler_alt|gastherme/.test(asset ?? ''))).toEqual([]);
    expect(await house.plan()).toMatchObject({ planned: 0 });
  });

  test('a limit that bites nothing touches its meter alone, and the cause names it from and to', async () => {
    const limited = (rate: number) =>
      texts.meters.replace('- meter_id: gas_zahler\n', `- meter_id: gas_zahler\n    max_rate: ${rate}\n`);
    await house.configure({ meters: limited(400) });
    await house.materialize();
    await house.configure({ meters: limited(500) });

    const status = await house.engine.status();
    const stale = status.filter(({ counts }) => counts.stale > 0).map(({ asset }) => asset);
    expect(stale).toContain('repaired/gas_zahler');
    expect(stale).toContain('consumption/eg_kalfire/yearly');
    const line = new Set(
      [...house.engine.graph.keys].filter((key) => /\/(gas_zahler|gas_total|eg_kalfire)(\/|$)/.test(key)),
    );
    expect(stale.filter((asset) => !line.has(asset))).toEqual([]);
    const why = await house.engine.explain('repaired/gas_zahler', '2025-11-20');
    expect(why.causes.map(({ kind }) => kind)).toEqual(['config-changed']);
    expect(why.sentence).toMatch(/from 400 to 500/);
    const below = await house.engine.explain('consumption/gas_total/daily', '2025-11-20');
    expect(below).toMatchObject({ status: 'stale', certainty: 'possible' });
    expect(below.sentence).toMatch(/from 400 to 500/);

    // What came out equal leaves what reads it fresh.
    expect(await house.plan()).toMatchObject({ planned: 0 });
    await house.configure({ meters: texts.meters });
    await house.materialize();
  });

  test('another description makes nothing stale', async () => {
    await house.configure({ meters: texts.meters.replaceAll(/description: .*/g, 'description: Something else') });
    const status = await house.engine.status();
    expect(status.filter(({ counts }) => counts.stale + counts.missing > 0)).toEqual([]);
    expect(await house.plan()).toMatchObject({ planned: 0 });
    await house.configure({ meters: texts.meters });
  });

  test('a gas factor that holds from a day on touches the days from then on', async () => {
    const factors = [
      'gas_conversion:',
      '  - { energy_content: 11.504, z_factor: 0.8885 }',
      '  - { valid_from: 2025-07-01, energy_content: 11.42, z_factor: 0.8903 }',
      '',
    ].join('\n');
    const plain = /gas_conversion:\n {2}energy_content: .*\n {2}z_factor: .*\n/;
    expect(texts.config).toMatch(plain);
    await house.configure({ config: texts.config.replace(plain, factors) });
    const plan = await house.plan();
    expect(plan.steps[0]).toMatchObject({
      asset: 'virtual/eg_kalfire',
      spans: [{ from: '2025-07-01', to: '2025-12-31' }],
      causes: [{ kind: 'config-changed', count: 184 }],
    });
    expect(plan.steps.filter(({ asset }) => !asset.includes('eg_kalfire'))).toEqual([]);
    const months = plan.steps.find(({ asset }) => asset === 'consumption/eg_kalfire/monthly');
    expect(months?.spans).toEqual([{ from: '2025-07', to: '2025-12' }]);
    expect((await house.engine.explain('virtual/eg_kalfire', '2025-08-01')).sentence).toMatch(
      /gasFactor from 10\.22\d* to 10\.16\d*/,
    );
    await house.configure({ config: texts.config });
    expect(await house.plan()).toMatchObject({ planned: 0 });
  });

  test('after thirty days without readings only the new days, and the months and years that are open, are made', async () => {
    await house.clock.advance(30 * 86_400_000);
    let refreshed = 0;
    const run = await house.engine.materialize(
      {},
      {
        actor: 'test',
        kind: 'manual',
        onProgress: ({ phase, done }) => {
          if (phase === 'refresh') refreshed = done;
        },
      },
    );
    expect(run).toMatchObject({ made: run.planned, cutOff: 0, status: 'success' });
    // For each of the three meters that are still there: what is believed of thirty days, what January teaches, its profile, and that of
    // December, which might have learned something of January and has not.
    expect(refreshed).toBe(3 * (30 + 1 + 2));
    const days = '2026-01-01…2026-01-30';
    const expected: Record<string, string> = {};
    for (const meter of ['gas_zahler', 'gastherme_gesamt', 'og2_strom']) expected[`physical/${meter}`] = days;
    Object.assign(expected, { 'master/gas_total': days, 'virtual/eg_kalfire': days });
    for (const meter of ['gas_zahler', 'gastherme_gesamt', 'og2_strom', 'gas_total', 'eg_kalfire']) {
      expected[`consumption/${meter}/daily`] = days;
      expected[`consumption/${meter}/monthly`] = '2026-01';
      expected[`consumption/${meter}/yearly`] = '2026';
      expected[`anomalies/${meter}`] = days;
    }
    expect(madeBy(run)).toEqual(expected);

    await house.clock.advance(30 * 86_400_000);
    const later = madeBy(await house.materialize());
    expect(later['physical/gas_zahler']).toBe('2026-01-31…2026-03-01');
    expect(later['consumption/eg_kalfire/monthly']).toBe('2026-01…2026-03');
    expect(later['consumption/eg_kalfire/yearly']).toBe('2026');
  });
});
