import { describe, expect, it } from 'vitest';
import { type RepairRules, repairReadings } from '../../src/repair/index.ts';
import type { FaultType, HouseFault, SimulatedHouse, SimulatedSeries } from '../../src/simulation/index.ts';
import { defaultHouseSpan, simulateHouse } from '../../src/simulation/index.ts';
import { eventCounts, totalOf } from './readings-fixture.ts';

/** What the repair must call each fault that was put in; other faults are none of its business. */
const findings: Partial<Record<FaultType, string>> = {
  typo: 'spike',
  'stale-hold': 'stale-hold',
  rollover: 'rollover',
  nan: 'not-a-number',
};

function rulesOf(house: SimulatedHouse, meterId: string, faults: readonly HouseFault[]): RepairRules {
  const truth = house.truth.meters.get(meterId);
  const final = truth?.finalReading;
  const rolls = faults.find(({ type }) => type === 'rollover');
  const digits = rolls === undefined ? undefined : /from (9+) /.exec(rolls.detail)?.[1]?.length;
  return {
    digits,
    final: truth === undefined || final === undefined ? undefined : { time: truth.removedAt, register: final },
    decisions: [],
  };
}

/** What the meter truly counted up to the last day's start before a time. */
function truthUntil(house: SimulatedHouse, meterId: string, time: number): number {
  const amounts = house.truth.meters.get(meterId)?.amounts ?? [];
  let sum = 0;
  amounts.forEach((amount, i) => {
    if ((house.truth.dayStarts[i + 1] ?? Number.POSITIVE_INFINITY) <= time + 60_000 && amount > 0) sum += amount;
  });
  return sum;
}

describe.each([
  ['as it is read', {}],
  ['with a sensor on every meter', { allHourly: true }],
  ['read by sensors every quarter of an hour', { allHourly: true, step: 0.25 }],
])('the simulated house %s', (_, options) => {
  const house = simulateHouse({ ...defaultHouseSpan(), seed: 3, ...options });
  const faultsOf = (id: string) => house.truth.faults.filter(({ meterId }) => meterId === id);
  const repaired = (series: SimulatedSeries) =>
    repairReadings(
      { times: series.times, registers: series.values },
      rulesOf(house, series.meterId, faultsOf(series.meterId)),
    );

  it.each(house.series.filter(({ kind }) => kind === 'sensor').map((series) => [series.meterId, series] as const))(
    '%s: every fault put in is found, none else, and nothing is lost',
    (meterId, series) => {
      const believed = repaired(series);
      const expected: Record<string, number> = {};
      for (const { type } of faultsOf(meterId)) {
        const finding = findings[type];
        if (finding !== undefined) expected[finding] = (expected[finding] ?? 0) + 1;
      }
      expect(eventCounts(believed)).toEqual(expected);
      const truth = truthUntil(house, meterId, believed.times.at(-1) ?? 0);
      // The first and the last day are read in part.
      const days = house.truth.meters.get(meterId)?.amounts.filter((amount) => amount > 0) ?? [];
      expect(Math.abs(totalOf(believed) - truth)).toBeLessThan(Math.max(...days));
    },
  );

  it('typed meters lose nothing but their typos', () => {
    for (const series of house.series.filter(({ kind }) => kind === 'typed')) {
      const { events } = repaired(series);
      const typos = faultsOf(series.meterId).filter(({ type }) => type === 'typo').length;
      expect(events.filter(({ type }) => type === 'spike')).toHaveLength(typos);
      expect(events.some(({ proposed, type }) => proposed || type === 'reset')).toBe(false);
    }
  });
});
