import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandFinding, gapFinding, negativeFinding } from '../../src/checks/index.ts';
import { type PhysicalInput, physicalDays } from '../../src/physical/index.ts';
import { uniformProfile } from '../../src/profile/uniform-profile.ts';
import type { DayValue } from '../../src/values/day-value.ts';
import { believedDays } from '../profile/believed-points.ts';
import { berlin, berlinTime } from '../repaired/days-fixture.ts';

const hour = 3_600_000;
const start = berlinTime(2024, 3, 1, 9, 17);
const profile = {
  ...uniformProfile,
  season: Float64Array.from({ length: 12 }, (_, month) => 1 + month),
  dayClass: Float64Array.of(1, 2, 3),
};

/** Readings at odd times, hours to weeks apart. */
const steps = fc.array(
  fc.record({ wait: fc.integer({ min: 1, max: 25 * 24 }), amount: fc.double({ min: 0, max: 300, noNaN: true }) }),
  { minLength: 2, maxLength: 12 },
);

function made(readings: readonly { readonly wait: number; readonly amount: number }[]) {
  let [time, register] = [start, 500];
  const points = [{ time, register }];
  for (const { wait, amount } of readings) {
    time += wait * hour;
    register += amount;
    points.push({ time, register });
  }
  const inputs = believedDays(points, berlin, berlin.dayOf(start) + 1, berlin.dayOf(time) + 3);
  return { inputs, days: physicalDays(inputs, () => profile, berlin, { extrapolateMaxDays: 400 }) };
}

/** What the check of gaps finds, by place of the day. */
function gapFindings(inputs: readonly PhysicalInput[], days: readonly DayValue[]): number[] {
  return days.flatMap((day, i) =>
    gapFinding(day, (inputs[i] as PhysicalInput).repaired, days[i - 1]?.close, 'kWh') === undefined ? [] : [i],
  );
}

describe('the check of gaps', () => {
  it('finds nothing in days that were made', () => {
    fc.assert(
      fc.property(steps, (readings) => {
        const { inputs, days } = made(readings);
        expect(gapFindings(inputs, days)).toEqual([]);
        for (const day of days) expect(negativeFinding(day, 'kWh') ?? bandFinding(day, 'kWh')).toBeUndefined();
      }),
    );
  });

  it('finds each day whose amount was changed, whatever it is', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.double({ min: 0.001, max: 5, noNaN: true }), (readings, pick, more) => {
        const { inputs, days } = made(readings);
        const candidates = days.flatMap(({ advance, quality }, i) =>
          i > 0 && advance !== undefined && quality !== 'extrapolated' && inputs[i]?.repaired.end.kind !== 'after-last'
            ? [i]
            : [],
        );
        fc.pre(candidates.length > 0);
        const at = candidates[pick % candidates.length] as number;
        const changed = [...days];
        changed[at] = { ...(days[at] as DayValue), advance: (days[at]?.advance as number) + more };
        expect(gapFindings(inputs, changed)).toEqual([at]);
      }),
    );
  });

  it('finds a day that has more than the readings around it allow even where nothing else is known', () => {
    const { inputs, days } = made([{ wait: 240, amount: 10 }]);
    const day = days[3] as DayValue;
    const found = gapFinding({ ...day, advance: 10.5 }, (inputs[3] as PhysicalInput).repaired, undefined, 'kWh');
    expect(found?.message).toBe('has 10.5 kWh, where readings allow 0 to 10 kWh');
  });
});

describe('a day', () => {
  const day: DayValue = { close: 3, advance: 2, quality: 'estimated', measuredShare: 0, method: 'learned' };

  it('that fell is found, and an estimate outside of its own band', () => {
    expect(negativeFinding({ ...day, advance: -0.5 }, 'm³')?.message).toBe(
      'the register moved by -0.5 m³ within the day',
    );
    expect(bandFinding({ ...day, low: 2.5, high: 3 }, 'm³')?.message).toBe(
      '2 m³ is not within p10 to p90: 2.5 to 3 m³',
    );
    expect(bandFinding({ ...day, low: 1.5, high: 3 }, 'm³')).toBeUndefined();
  });
});
