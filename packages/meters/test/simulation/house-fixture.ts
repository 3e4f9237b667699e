import {
  defaultHouseSpan,
  type MeterTruth,
  type SimulatedHouse,
  type SimulatedSeries,
  simulateHouse,
} from '../../src/simulation/index.ts';

export const HOUR_MS = 3_600_000;

/** The demo house, made once for all tests of a file. */
export const house: SimulatedHouse = simulateHouse({ ...defaultHouseSpan(), seed: 1 });

export function seriesOf(meterId: string, of: SimulatedHouse = house): SimulatedSeries {
  const series = of.series.find((one) => one.meterId === meterId);
  if (series === undefined) throw new Error(`no series for ${meterId}`);
  return series;
}

export function truthOf(meterId: string, of: SimulatedHouse = house): MeterTruth {
  const truth = of.truth.meters.get(meterId);
  if (truth === undefined) throw new Error(`no truth for ${meterId}`);
  return truth;
}

/** Readings with from ≤ time < to, in the order of arrival. */
export function rowsWithin(series: SimulatedSeries, from: number, to: number): [time: number, value: number][] {
  const rows: [number, number][] = [];
  series.times.forEach((time, index) => {
    if (time >= from && time < to) rows.push([time, series.values[index] ?? Number.NaN]);
  });
  return rows;
}

/**
 * Index of the first row of `part` that is not the row of `whole` within [from, to) at the same place; -1 where all are.
 * An assertion a row would cost seconds.
 */
export function firstDifference(part: SimulatedSeries, whole: SimulatedSeries, from: number, to: number): number {
  const rows = rowsWithin(whole, from, to);
  if (rows.length !== part.times.length) return Math.min(rows.length, part.times.length);
  return rows.findIndex(
    ([time, value], index) => !Object.is(time, part.times[index]) || !Object.is(value, part.values[index]),
  );
}
