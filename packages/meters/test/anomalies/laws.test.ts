import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectAnomalies } from '../../src/anomalies/index.ts';
import { change, level, memoryDays } from '../../src/anomalies/thresholds.ts';
import type { Anomaly } from '../../src/values/anomaly.ts';
import type { DailyConsumption } from '../../src/values/consumption.ts';
import { inputOf, type MadeMeter, measuredDay, meterOfDays } from './made-meter.ts';
import { coldWaterMeter, handReadMeter } from './made-series.ts';

const rough: fc.Arbitrary<DailyConsumption> = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 6, max: 14, noNaN: true }).map(measuredDay) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0.1, 55, 400).map(measuredDay) },
  { weight: 1, arbitrary: fc.constant<DailyConsumption>({ consumption: 30, quality: 'estimated', measuredShare: 0 }) },
);
const roughMeter = fc
  .tuple(fc.array(rough, { minLength: 60, maxLength: 90 }), fc.integer({ min: 500, max: 900 }))
  .map(([pattern, length]): MadeMeter => {
    const meter = meterOfDays(new Array<number>(length).fill(0));
    for (let i = 0; i < length; i++) {
      // Bursts: a pattern of another length shifts against the weekdays.
      meter.consumption.set(
        meter.first + i,
        pattern[(i * 7 + Math.floor(i / 50)) % pattern.length] as DailyConsumption,
      );
    }
    return meter;
  });

const asList = (found: Map<number, Anomaly[]>) => [...found].sort((a, b) => a[0] - b[0]);

describe('verdicts', () => {
  it('are the same however the days are cut', () => {
    fc.assert(
      fc.property(roughMeter, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (meter, share) => {
        const cut = meter.first + Math.floor((meter.last - meter.first) * share);
        const parts = [
          ...asList(detectAnomalies(inputOf(meter, meter.first, cut))),
          ...asList(detectAnomalies(inputOf(meter, cut + 1, meter.last))),
        ];
        expect(parts).toEqual(asList(detectAnomalies(inputOf(meter))));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['a water meter with a leak, a standstill and a gap', coldWaterMeter()],
    ['a hand-read meter', handReadMeter()],
  ])('are the same day by day for %s', (_, meter) => {
    const whole = detectAnomalies(inputOf(meter));
    const single: [number, Anomaly[]][] = [];
    for (let day = meter.first; day <= meter.last; day++) single.push(...detectAnomalies(inputOf(meter, day, day)));
    expect(whole.size).toBeGreaterThan(0);
    expect(single).toEqual(asList(whole));
  });

  it('of days further after a late change than a verdict looks back, or before it, stay as they are', () => {
    fc.assert(
      fc.property(
        roughMeter,
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.constantFrom(0, 9, 3000),
        (meter, share, late) => {
          const changed = meter.first + Math.floor((meter.last - meter.first) * share);
          const before = asList(detectAnomalies(inputOf(meter)));
          meter.consumption.set(changed, measuredDay(late));
          const after = asList(detectAnomalies(inputOf(meter)));
          const untouched = ([day]: [number, Anomaly[]]) => day < changed || day > changed + memoryDays;
          expect(after.filter(untouched)).toEqual(before.filter(untouched));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('never concern the level of a day that is not measured, and such days teach nothing', () => {
    fc.assert(
      fc.property(roughMeter, (meter) => {
        const found = asList(detectAnomalies(inputOf(meter)));
        for (const [day] of found) expect(meter.consumption.get(day)?.quality).toBe('measured');
        for (const [day, value] of meter.consumption) {
          if (value.quality === 'estimated') meter.consumption.set(day, { ...value, consumption: 9e9 });
        }
        expect(asList(detectAnomalies(inputOf(meter)))).toEqual(found);
      }),
      { numRuns: 40 },
    );
  });

  it('carry one id through an incident, whose days lie no further apart than a run is long', () => {
    fc.assert(
      fc.property(roughMeter, (meter) => {
        const lastOf = new Map<string, { day: number; start: number }>();
        for (const [day, anomalies] of asList(detectAnomalies(inputOf(meter)))) {
          for (const { id, type, start, end } of anomalies) {
            const last = lastOf.get(id);
            if (last !== undefined) {
              // A level goes on through days that say little of it, and what returns soon is the same.
              expect(day - last.day).toBeLessThanOrEqual(type === 'step' ? change.longestRun : level.longestRun);
              expect(start).toBe(last.start);
            }
            expect(start).toBeLessThan(end);
            lastOf.set(id, { day, start });
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
