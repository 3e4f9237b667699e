import { dayNumber, openZone } from '@meterworks/assets';
import { expect, it } from 'vitest';
import { flaggedByOldRule } from '../benches/accuracy/anomalies/old-rule.ts';
import { everyDropResets, ignoredDrops, tenPercentResets } from '../benches/accuracy/old-rules/drop-resets.ts';
import { straightDays, thinToFifty } from '../benches/accuracy/old-rules/straight-line.ts';
import { weightedDays } from '../benches/accuracy/old-rules/weighted-days.ts';

it('each simple rule counts one false zero in its own wrong way', () => {
  const truth = [1000, 1010, 1020];
  const withZero = [1000, 0, 1010, 1020];
  for (const rule of [tenPercentResets, everyDropResets, ignoredDrops]) expect(rule(truth)).toBe(20);
  expect([tenPercentResets, everyDropResets, ignoredDrops].map((rule) => rule(withZero))).toEqual([1020, 1020, 1020]);
});

it('a dip of one unit is a whole register to those who take every drop for a reset', () => {
  const dip = [1000, 999, 1001];
  expect([tenPercentResets, everyDropResets, ignoredDrops].map((rule) => rule(dip))).toEqual([1, 1001, 2]);
});

it('the old weights leave the last of the days between two readings with nothing: nine times 11.1 and one 0', () => {
  const zone = openZone('Europe/Berlin');
  const day = dayNumber(2024, 5, 6);
  const readings = {
    times: Float64Array.of(zone.dayStart(day), zone.dayStart(day + 10)),
    registers: Float64Array.of(0, 100),
  };
  const amounts = [...weightedDays(readings, zone).values()].map((amount) => Math.round(amount * 10) / 10);
  expect(amounts).toEqual([...new Array(9).fill(11.1), 0]);
  expect([...straightDays(readings, zone).values()].map(Math.round)).toEqual(new Array(10).fill(10));
});

it('the old way keeps 51 of 35,064 hourly points, and here the last one too', () => {
  const dense = { times: new Float64Array(35_064), registers: new Float64Array(35_064) };
  expect(thinToFifty(dense).times).toHaveLength(52);
});

it('the old rule flags eleven of the month-end values of a flat year, for the zeros between them', () => {
  const monthEnds = Array.from({ length: 366 }, (_, i) => (i % 30 === 29 && i < 340 ? 300 : 0));
  expect(flaggedByOldRule(monthEnds)).toHaveLength(11);
});
