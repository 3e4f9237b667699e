import { performance } from 'node:perf_hooks';
import { commonRateOf, type Readings, repairReadings } from '@meterworks/meters/repair';
import { defaultHouseSpan, simulateHouse } from '@meterworks/meters/simulation';
import { type Measurement, median } from '../../measurement.ts';
import { hasRealSeries, readRealSeries, realSeries } from './real-series.ts';
import type { Section } from './section.ts';

const repeats = 9;
/** Readings a second that one core repairs at least. */
const aim = 2_000_000;

/** Repair alone, on one core: how many readings a second. */
export const repairSpeed: Section = {
  name: 'speed of the repair',
  measure() {
    const house = simulateHouse({ ...defaultHouseSpan(), seed: 3, allHourly: true, step: 0.25 });
    const simulated = house.series.map(({ times, values }) => ({ times, registers: values }));
    const rows = [speedOn('demo house, read each quarter of an hour, with its faults', simulated, undefined)];
    if (!hasRealSeries()) return rows;
    const real = realSeries['nl-home'].map((name) => readRealSeries(`nl-home/${name}`));
    return [speedOn('nl-home, hourly', real, commonRateOf('Wh')), ...rows];
  },
};

function speedOn(name: string, all: readonly Readings[], commonRate: number | undefined): Measurement {
  const count = all.reduce((sum, { times }) => sum + times.length, 0);
  const speeds: number[] = [];
  for (let run = 0; run < repeats; run++) {
    const started = performance.now();
    for (const readings of all) repairReadings(readings, { commonRate, decisions: [] });
    speeds.push(count / ((performance.now() - started) / 1000));
  }
  return {
    case: `repair ${name}, ${count} readings`,
    metric: 'throughput on one core',
    value: median(speeds),
    unit: 'readings/s',
    better: 'higher',
    aim,
  };
}
