import { existsSync } from 'node:fs';
import { formatMonth, monthOfDay, openZone } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { detectAnomalies, type MeterKind } from '../../src/anomalies/index.ts';
import type { AnomalyType } from '../../src/values/anomaly.ts';
import {
  berlin,
  inputOf,
  type MadeMeter,
  measuredDay,
  meterOfReadings,
  readSeries,
  sharedFolder,
} from './made-meter.ts';

const amsterdam = openZone('Europe/Amsterdam');
const present = existsSync(sharedFolder);
if (!present) console.warn(`skipped: no readings of real homes in ${sharedFolder}`);

const names: [string, MeterKind][] = [
  ['nl-home/strom_bezug_T1', 'electricity'],
  ['nl-home/strom_bezug_T2', 'electricity'],
  ['nl-home/strom_einspeisung_T1', 'electricity'],
  ['nl-home/strom_einspeisung_T2', 'electricity'],
  ['nl-home/pv', 'electricity'],
  ['nl-home/gas', 'gas'],
  ['de-household/grid_import', 'electricity'],
  ['de-household/grid_export', 'electricity'],
  ['de-household/pv', 'electricity'],
  ['de-household/heat_pump', 'electricity'],
  ['de-household/ev', 'electricity'],
  ['de-household/dishwasher', 'electricity'],
  ['de-household/washing_machine', 'electricity'],
  ['de-household/refrigerator', 'electricity'],
  ['de-household/freezer', 'electricity'],
];

function openMeter(name: string, kind: MeterKind): MadeMeter {
  const { times, registers } = readSeries(`${name}.csv`);
  const home = name.startsWith('nl');
  const unit = home ? (kind === 'gas' ? 'L' : 'Wh') : 'kWh';
  return meterOfReadings(name, unit, kind, home ? amsterdam : berlin, times, registers);
}

/** Types that a clean month should not have; holds, resets and days without readings are real in these series. */
const judged = new Set<AnomalyType>(['spike', 'drop', 'step', 'continuous_flow']);
const notClean = new Set(['2018-05', '2018-06', '2018-07']);

/** New incidents by month; months known not to be clean are left out. */
function incidentsByMonth(meter: MadeMeter): Map<string, number> {
  const seen = new Set<string>();
  const months = new Map<string, number>();
  for (const [day, anomalies] of [...detectAnomalies(inputOf(meter))].sort((a, b) => a[0] - b[0])) {
    for (const { id, type, message } of anomalies) {
      const month = formatMonth(monthOfDay(day));
      const isHold = message.includes('then stepped');
      if (seen.has(id) || notClean.has(month) || isHold || !(judged.has(type) || type === 'stuck')) continue;
      seen.add(id);
      months.set(month, (months.get(month) ?? 0) + 1);
    }
  }
  return months;
}

describe.skipIf(!present)('on clean months of real homes', () => {
  it('there is at most one incident a meter and month, and less than one in ten such months', () => {
    let incidents = 0;
    let months = 0;
    const twice: string[] = [];
    for (const [name, kind] of names) {
      const meter = openMeter(name, kind);
      const found = incidentsByMonth(meter);
      for (const [month, count] of found) {
        if (count > 1) twice.push(`${count} ${name} ${month}`);
      }
      incidents += [...found.values()].reduce((sum, count) => sum + count, 0);
      months += (meter.last - meter.first + 1) / 30.44;
    }
    expect(incidents / months).toBeLessThan(0.1);
    expect(twice).toEqual([]);
  });
});

describe.skipIf(!present)('injected into real homes', () => {
  it('spikes of three times the p99 of days are all found but one in a hundred', () => {
    const tally = { found: 0, injected: 0 };
    for (const [name, kind] of names) {
      const meter = openMeter(name, kind);
      const measured = [...meter.consumption].filter(([, value]) => value.quality === 'measured');
      const sorted = measured.map(([, value]) => value.consumption ?? 0).sort((a, b) => a - b);
      const p99 = sorted[Math.floor(0.99 * (sorted.length - 1))] as number;
      for (let k = 0; k < 12; k++) {
        const [day, value] = measured[
          Math.floor((0.2 + (0.78 * k) / 12) * measured.length)
        ] as (typeof measured)[number];
        meter.consumption.set(day, measuredDay((value.consumption ?? 0) + 3 * p99));
        const found = detectAnomalies(inputOf(meter, day, day)).get(day) ?? [];
        meter.consumption.set(day, value);
        tally.injected++;
        if (found.some((anomaly) => anomaly.type === 'spike')) tally.found++;
      }
    }
    expect(tally.found / tally.injected).toBeGreaterThanOrEqual(0.99);
  });

  it.each([
    ['de-household/refrigerator', 24],
    ['de-household/grid_import', 5 * 24],
    ['nl-home/strom_einspeisung_T1', 40 * 24],
  ])('a standstill of %s for %i hours is one incident', (name, hours) => {
    const { times, registers } = readSeries(`${name}.csv`);
    const at = Math.floor(times.length * 0.6);
    const before = registers[at] as number;
    const lost = (registers[at + hours] as number) - before;
    for (let i = at; i < times.length; i++) registers[i] = i < at + hours ? before : (registers[i] as number) - lost;
    const meter = meterOfReadings(name, 'kWh', 'electricity', berlin, times, registers);
    const stuck = [...detectAnomalies(inputOf(meter)).values()].flat().filter((anomaly) => anomaly.type === 'stuck');
    expect(new Set(stuck.map((anomaly) => anomaly.id)).size).toBe(1);
    expect(stuck[0]?.start).toBeLessThanOrEqual(times[at + 2] as number);
    expect(stuck.at(-1)?.end).toBeGreaterThanOrEqual(times[at + hours - 2] as number);
  });
});
