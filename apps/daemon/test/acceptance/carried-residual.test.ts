import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AcceptanceHouse, openAcceptanceHouse } from './acceptance-house.ts';

const meters = (keys: string) => `meters:
  - { meter_id: main, type: physical, output_unit: kWh }
  - { meter_id: flat, type: physical, output_unit: kWh }
  - { meter_id: rest, type: virtual, output_unit: kWh, expression: main - flat, ${keys} }
`;
const config = 'timezone: UTC\nstorage: embedded\nworkflows: { analytics: { start_year: 2024 } }\n';

/** Registers at midnights from 1 January 2024 on: ten days, of which on the third the flat counts more than the main meter. */
const midnight = (day: number) => `2024-01-${String(day).padStart(2, '0')}T00:00:00Z`;
const ofFlat = [0, 3, 6, 17, 20, 23, 26, 29, 32, 35, 38];

async function advances(house: AcceptanceHouse): Promise<(number | undefined)[]> {
  return [...(await house.days('virtual/rest')).values()].map(({ advance }) => advance);
}

describe('a residual', { timeout: 60_000 }, () => {
  let house: AcceptanceHouse;
  beforeAll(async () => {
    house = await openAcceptanceHouse({ config, meters: meters('floor_at_zero: yes') }, '2024-01-11T12:00:00Z');
    await house.read('main', ...Array.from({ length: 11 }, (_, i) => [midnight(i + 1), 5 * i] as const));
    await house.read('flat', ...ofFlat.map((register, i) => [midnight(i + 1), register] as const));
    await house.materialize();
  }, 60_000);
  afterAll(() => house?.close());

  test('that only shows 0 adds up to more than main less flat', async () => {
    expect(await advances(house)).toEqual([2, 2, 0, 2, 2, 2, 2, 2, 2, 2]);
  });

  test('that is told to carry instead is made again and adds up to it', async () => {
    await house.configure({ meters: meters('carry_negative: yes') });
    expect(await house.materialize()).toMatchObject({ failed: 0, blocked: 0 });
    expect(await advances(house)).toEqual([2, 2, 0, 0, 0, 0, 2, 2, 2, 2]);
  });

  test('is made again only as far as what is owed differs, and what reads it only where it differs', async () => {
    // The flat's third day counts two less and its fourth two more: after it as much is owed as before.
    await house.series.deleteSamples('flat', Date.parse(midnight(4)), Date.parse(midnight(4)) + 1);
    await house.read('flat', [midnight(4), 15]);
    const run = await house.materialize();
    const madeOf = (asset: string) => run.steps.filter((step) => step.asset === asset).flatMap(({ spans }) => spans);
    expect(madeOf('virtual/rest')).toEqual(['2024-01-03…2024-01-04']);
    // 0 as before, but nothing was taken off it.
    expect(madeOf('consumption/rest/daily')).toEqual(['2024-01-04']);
    expect(await advances(house)).toEqual([2, 2, 0, 0, 0, 0, 2, 2, 2, 2]);
  });

  test('that carries no more goes on without a carried state', async () => {
    await house.configure({ meters: meters('floor_at_zero: no') });
    await house.materialize();
    expect((await advances(house)).slice(0, 5)).toEqual([2, 2, -4, 0, 2]);
    expect(await house.plan()).toMatchObject({ planned: 0 });
  });
});
