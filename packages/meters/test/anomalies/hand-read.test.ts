import { describe, expect, it } from 'vitest';
import { detectAnomalies } from '../../src/anomalies/index.ts';
import { memoryDays } from '../../src/anomalies/thresholds.ts';
import type { Anomaly, AnomalyType } from '../../src/values/anomaly.ts';
import { berlin, inputOf, type MadeMeter, meterOfReadings } from './made-meter.ts';
import { handReadMeter } from './made-series.ts';

const hourMs = 3_600_000;

/** Days of a type, as indices from the meter's first day. */
function daysOf(meter: MadeMeter, type: AnomalyType, found = detectAnomalies(inputOf(meter))): number[] {
  return [...found]
    .filter(([, anomalies]) => anomalies.some((anomaly) => anomaly.type === type))
    .map(([day]) => day - meter.first)
    .sort((a, b) => a - b);
}

function oneOf(found: Map<number, Anomaly[]>, type: AnomalyType): Anomaly[] {
  return [...found.values()].flat().filter((anomaly) => anomaly.type === type);
}

describe('hand-read meters', () => {
  it('are judged by the interval between readings, on its last day', () => {
    const meter = handReadMeter();
    const found = detectAnomalies(inputOf(meter));
    const spikes = oneOf(found, 'spike');
    expect(spikes).toHaveLength(1);
    expect(((spikes[0] as Anomaly).end - (spikes[0] as Anomaly).start) / 86_400_000).toBeGreaterThan(17);
    expect((spikes[0] as Anomaly).score).toBeGreaterThan(4);
  });

  it('are silent once nobody reads them for longer than is usual, as one incident that goes on', () => {
    const meter = handReadMeter();
    const silent = daysOf(meter, 'silent');
    const last = Math.max(...[...meter.repaired].filter(([, day]) => day.count > 0).map(([day]) => day)) - meter.first;
    expect((silent[0] as number) - last).toBeGreaterThan(25);
    expect((silent[0] as number) - last).toBeLessThan(40);
    expect(silent.at(-1)).toBe(meter.last - meter.first);
    expect(new Set(oneOf(detectAnomalies(inputOf(meter)), 'silent').map((anomaly) => anomaly.id)).size).toBe(1);
  });

  it('are silent no more from the day on which they were removed', () => {
    const meter = handReadMeter();
    const all = daysOf(meter, 'silent');
    const lastServed = meter.first + (all[10] as number);
    const found = detectAnomalies({ ...inputOf(meter), lastServed });
    const told = [...found].filter(([, of]) => of.some(({ type }) => type === 'silent')).map(([day]) => day);
    expect(Math.max(...told)).toBe(lastServed - 1);
  });

  it.each([
    [182, 273],
    [365, memoryDays],
  ])('that are read every %d days are not silent before %d days have passed', (spacing, limit) => {
    const start = berlin.dayStart(18_262);
    const times = Float64Array.from({ length: 5 }, (_, k) => start + k * spacing * 24 * hourMs + 10 * hourMs);
    const registers = Float64Array.from(times, (_, k) => 100 + k * 400);
    const last = berlin.dayOf(times.at(-1) as number);
    const meter = meterOfReadings('twice', 'm³', 'gas', berlin, times, registers, last + 800);
    const silent = daysOf(meter, 'silent')
      .map((day) => meter.first + day - last)
      .filter((day) => day > 0);
    expect(Math.min(...silent, memoryDays)).toBeGreaterThanOrEqual(limit);
    expect(silent.length > 0).toBe(limit < memoryDays);
  });
});
