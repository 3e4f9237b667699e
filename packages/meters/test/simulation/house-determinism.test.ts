import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultHouseSpan, simulateHouse } from '../../src/simulation/index.ts';
import { firstDifference, HOUR_MS, house, rowsWithin, seriesOf, truthOf } from './house-fixture.ts';

const DAY_MS = 24 * HOUR_MS;
const { from, to } = defaultHouseSpan();

describe('the demo house', () => {
  it('is the same for the same seed', () => {
    const again = simulateHouse({ from, to, seed: 1 });
    expect(again.series).toEqual(house.series);
    expect(again.truth).toEqual(house.truth);
  });

  it('is another for another seed', () => {
    const other = simulateHouse({ from, to: from + 40 * DAY_MS, seed: 2 });
    const rows = (of: typeof house): unknown => rowsWithin(seriesOf('eg_strom', of), from, from + 40 * DAY_MS);
    expect(rows(other)).not.toEqual(rows(house));
  });

  it.each([false, true])('has every shorter simulation within it, whatever its ends (all hourly: %s)', (allHourly) => {
    const long = allHourly ? simulateHouse({ from, to, seed: 1, allHourly }) : house;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: to - from }),
        fc.integer({ min: 0, max: 400 * DAY_MS }),
        (start, length) => {
          const span = { from: from + start, to: Math.min(to, from + start + length) };
          const short = simulateHouse({ ...span, seed: 1, allHourly });
          for (const series of short.series) {
            const { meterId } = series;
            const differing = firstDifference(series, seriesOf(meterId, long), span.from, span.to);
            expect({ meterId, differing }).toEqual({ meterId, differing: -1 });
          }
          const skipped = short.truth.firstDay - long.truth.firstDay;
          for (const truth of short.truth.meters.values()) {
            const whole = truthOf(truth.meterId, long);
            expect(truth.amounts).toEqual(whole.amounts.slice(skipped, skipped + truth.amounts.length));
          }
        },
      ),
      {
        numRuns: 12,
        examples: [
          [0, 0],
          [690 * DAY_MS + 12_345, 5 * DAY_MS],
          [323 * DAY_MS + 9 * HOUR_MS, 3 * HOUR_MS],
        ],
      },
    );
  });

  it('can be continued: what was read before stays as it was', () => {
    const longer = simulateHouse({ from, to: to + 330 * DAY_MS, seed: 1 });
    for (const series of house.series) {
      const { meterId } = series;
      const differing = firstDifference(series, seriesOf(meterId, longer), from, to);
      expect({ meterId, differing }).toEqual({ meterId, differing: -1 });
    }
    expect(seriesOf('eg_strom', longer).times.length).toBe(seriesOf('eg_strom').times.length + 330 * 24);
  });

  it('knows of the same faults up to where a shorter simulation ends', () => {
    const end = from + 900 * DAY_MS + 5 * HOUR_MS;
    const short = simulateHouse({ from, to: end, seed: 1 });
    const expected = house.truth.faults
      .filter((fault) => fault.from < end)
      .map((fault) => ({ ...fault, to: Math.min(fault.to, end) }));
    expect(short.truth.faults).toEqual(expected);
    expect(expected.length).toBeGreaterThan(20);
  });

  it('gives sensors another pace and leaves the truth alone when the step is another', () => {
    const quarterly = simulateHouse({ from, to: from + 3 * DAY_MS, seed: 1, step: 0.25 });
    const hourly = simulateHouse({ from, to: from + 3 * DAY_MS, seed: 1 });
    expect(seriesOf('eg_strom', quarterly).times).toHaveLength(3 * 24 * 4);
    expect(quarterly.truth).toEqual(hourly.truth);
  });

  it('refuses what it cannot simulate', () => {
    expect(() => simulateHouse({ from: from - 1, to, seed: 1 })).toThrow(RangeError);
    expect(() => simulateHouse({ from, to: from - 1, seed: 1 })).toThrow(RangeError);
    expect(() => simulateHouse({ from, to, seed: 1, step: 0 })).toThrow(RangeError);
  });
});
