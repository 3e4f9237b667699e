import { dayNumber, isoWeekday } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { detectAnomalies } from '../../src/anomalies/index.ts';
import type { Anomaly, AnomalyType } from '../../src/values/anomaly.ts';
import {
  berlin,
  hourlyMeter,
  inputOf,
  type MadeMeter,
  measuredDay,
  meterOfDays,
  meterOfReadings,
} from './made-meter.ts';
import { coldWaterMeter, seeded, waterHours } from './made-series.ts';

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

const newYear = dayNumber(2020, 1, 1);

/** Three years from 2020 on of a house that heats: ten times as much in winter, weekends apart, days 20 % to and fro. */
function seasonalDays(seed: number): number[] {
  const random = seeded(seed);
  return Array.from({ length: 1096 }, (_, i) => {
    const season = 11 + 9 * Math.cos((2 * Math.PI * i) / 365.25);
    return season * (isoWeekday(newYear + i) >= 6 ? 1.3 : 1) * (0.8 + 0.4 * random());
  });
}

describe('levels', () => {
  it('of a flat year have no anomaly', () => {
    expect(detectAnomalies(inputOf(meterOfDays(new Array<number>(366).fill(10)))).size).toBe(0);
  });

  it('of a seasonal meter are not flagged when winter comes, not even the first one', () => {
    const meter = meterOfDays(seasonalDays(5), 'gas', newYear);
    expect(detectAnomalies(inputOf(meter)).size).toBe(0);
    const fromSummer = meterOfDays(seasonalDays(6).slice(180), 'gas', newYear + 180);
    expect(detectAnomalies(inputOf(fromSummer)).size).toBe(0);
  });

  it.each([200, 400, 560, 800])('show a spike of four times the day at day %i, with what was expected', (at) => {
    const days = seasonalDays(7);
    const usual = days[at] as number;
    days[at] = 4 * usual;
    const meter = meterOfDays(days, 'electricity', newYear);
    const found = detectAnomalies(inputOf(meter));
    expect(daysOf(meter, 'spike', found)).toEqual([at]);
    const [spike] = oneOf(found, 'spike');
    expect(spike?.observed).toBeCloseTo(4 * usual, 9);
    expect(Math.abs((spike?.expected ?? 0) / usual - 1)).toBeLessThan(0.5);
    expect(spike?.upper).toBeLessThan(4 * usual);
    expect(spike?.message).toMatch(/kWh on 20\d\d-\d\d-\d\d, where comparable days have [\d.]+ kWh/);
    expect(found.size).toBe(1);
  });

  it('show a fall to a fifth for a week as one drop, told from its second day on', () => {
    const days = seasonalDays(8);
    for (let i = 500; i < 507; i++) days[i] = (days[i] as number) / 5;
    const meter = meterOfDays(days, 'electricity', newYear);
    const found = detectAnomalies(inputOf(meter));
    expect(daysOf(meter, 'drop', found)).toEqual([501, 502, 503, 504, 505, 506]);
    expect(new Set(oneOf(found, 'drop').map((anomaly) => anomaly.id)).size).toBe(1);
    expect(berlin.dayOf(oneOf(found, 'drop')[0]?.start ?? 0) - meter.first).toBe(500);
  });

  it('do not call a single low day a drop', () => {
    const days = seasonalDays(8);
    days[500] = (days[500] as number) / 8;
    expect(daysOf(meterOfDays(days, 'electricity', newYear), 'drop')).toEqual([]);
  });

  it('show two falls within a fortnight as one drop', () => {
    const days = seasonalDays(8);
    for (const i of [500, 501, 502, 510, 511, 512]) days[i] = (days[i] as number) / 8;
    const found = detectAnomalies(inputOf(meterOfDays(days, 'electricity', newYear)));
    expect(new Set(oneOf(found, 'drop').map(({ id }) => id)).size).toBe(1);
  });

  it('show a drop below all that a household which is often away ever used', () => {
    const random = seeded(14);
    const away = (i: number) => i % 60 < 9;
    const days = Array.from({ length: 600 }, (_, i) => (away(i) ? 1.5 : 7) * (0.85 + 0.3 * random()));
    const meter = meterOfDays(days);
    for (let i = 500; i < 505; i++) meter.consumption.set(meter.first + i, measuredDay(0.2));
    const drops = oneOf(detectAnomalies(inputOf(meter)), 'drop');
    expect(
      drops.some(
        ({ start, end }) => start <= berlin.dayStart(meter.first + 500) && end >= berlin.dayStart(meter.first + 505),
      ),
    ).toBe(true);
  });

  it('show a step to thrice the level as one spike that is over once it is the new level', () => {
    const days = seasonalDays(9).map((amount, i) => (i < 600 ? amount : 3 * amount));
    const found = detectAnomalies(inputOf(meterOfDays(days, 'electricity', newYear)));
    const spikes = oneOf(found, 'spike');
    expect(new Set(spikes.map((anomaly) => anomaly.id)).size).toBe(1);
    expect(spikes.length).toBeGreaterThanOrEqual(3);
    expect(spikes.length).toBeLessThanOrEqual(28);
  });

  it('of a car that charges every few days are neither spikes nor drops, but a day beyond thrice all of them is', () => {
    const random = seeded(11);
    const days = Array.from({ length: 500 }, () => (random() < 0.4 ? 4 + 10 * random() : 0.01));
    // Chance makes months of half the level of the month before, about once a year: steps are told apart by their size only.
    const usual = meterOfDays(days);
    expect([...daysOf(usual, 'spike'), ...daysOf(usual, 'drop')]).toEqual([]);
    days[300] = 50;
    const meter = meterOfDays(days);
    expect(daysOf(meter, 'spike')).toEqual([300]);
  });

  it.each([0.7, 1.4])('show a step to %d times the level as one step, dated within a week', (factor) => {
    const random = seeded(12);
    const days = Array.from({ length: 500 }, (_, i) => (i < 300 ? 1 : factor) * (0.85 + 0.3 * random()));
    const meter = meterOfDays(days);
    const steps = oneOf(detectAnomalies(inputOf(meter)), 'step');
    expect(new Set(steps.map(({ id }) => id)).size).toBe(1);
    expect(Math.abs(berlin.dayOf(steps[0]?.start ?? 0) - meter.first - 300)).toBeLessThanOrEqual(7);
    expect((steps[0]?.observed ?? 0) / (steps[0]?.expected ?? 1)).toBeCloseTo(factor, 0);
  });

  it('show a step although a fortnight of it is a holiday', () => {
    const random = seeded(15);
    const days = Array.from({ length: 500 }, (_, i) => (i < 300 ? 1 : 1.5) * (0.85 + 0.3 * random()));
    for (let i = 308; i < 318; i++) days[i] = 0.2;
    const steps = oneOf(detectAnomalies(inputOf(meterOfDays(days))), 'step');
    expect(new Set(steps.map(({ id }) => id)).size).toBe(1);
  });

  it('after a fortnight away are no step up', () => {
    const random = seeded(16);
    const days = Array.from({ length: 500 }, (_, i) => (i >= 300 && i < 314 ? 0.1 : 1) * (0.85 + 0.3 * random()));
    expect(oneOf(detectAnomalies(inputOf(meterOfDays(days))), 'step')).toEqual([]);
  });

  it('of a meter that follows the seasons are no step, in its first year as in the next', () => {
    for (const seed of [21, 22, 23]) {
      const found = detectAnomalies(inputOf(meterOfDays(seasonalDays(seed), 'electricity', newYear)));
      expect(oneOf(found, 'step')).toEqual([]);
    }
  });

  it('of a day with 23 or 25 hours are held against as many hours', () => {
    const hourly = new Array<number>(500 * 24).fill(1);
    const meter = hourlyMeter(hourly, 'electricity', 'kWh', Date.UTC(2021, 0, 1));
    expect(detectAnomalies(inputOf(meter)).size).toBe(0);
  });
});

describe('registers', () => {
  it('that stand still are stuck where they never rest, within a day', () => {
    const random = seeded(4);
    const hourly = Array.from({ length: 300 * 24 }, () => 0.1 + random());
    hourly.fill(0, 200 * 24 + 10, 203 * 24);
    const meter = hourlyMeter(hourly, 'electricity', 'kWh');
    expect(daysOf(meter, 'stuck').slice(0, 3)).toEqual([200, 201, 202]);
  });

  it('that rest at night only are stuck after half a day more', () => {
    const random = seeded(17);
    const hourly = Array.from({ length: 300 * 24 }, (_, h) => (h % 24 < 8 ? 0 : 0.1 + random()));
    hourly.fill(0, 200 * 24 + 8, 200 * 24 + 24);
    expect(daysOf(hourlyMeter(hourly, 'electricity', 'kWh'), 'stuck')).toEqual([200, 201]);
  });

  it('that rest at weekends are not stuck', () => {
    const hourly = Array.from({ length: 300 * 24 }, (_, h) => ([5, 6].includes(Math.floor(h / 24) % 7) ? 0 : 1));
    expect(daysOf(hourlyMeter(hourly, 'electricity', 'kWh'), 'stuck')).toEqual([]);
  });

  it('that stand still for weeks are stuck where water usually runs', () => {
    const meter = coldWaterMeter();
    const stuck = daysOf(meter, 'stuck');
    expect(stuck[0]).toBeGreaterThanOrEqual(593);
    expect(stuck[0]).toBeLessThanOrEqual(595);
    expect(stuck.at(-1)).toBe(620);
  });

  it('of whole cubic metres that show a step about once a day are not stuck, until they show none for two weeks', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const random = seeded(40 + seed);
      let register = 0;
      const shown = Array.from({ length: 400 * 24 }, (_, h) => {
        const before = Math.floor(register);
        register += h % 24 >= 6 ? 0.13 * random() : 0;
        return Math.floor(register) - before;
      });
      expect(daysOf(hourlyMeter(shown, 'water', 'm³'), 'stuck')).toEqual([]);
      shown.fill(0, 300 * 24);
      const stuck = daysOf(hourlyMeter(shown, 'water', 'm³'), 'stuck');
      expect(stuck[0]).toBeGreaterThan(310);
      expect(stuck[0]).toBeLessThan(325);
    }
  });

  it('that fall for good, pass their last digit or jump are told apart by the findings of the repair', () => {
    const hours = 24 * 60;
    const times = Float64Array.from({ length: hours }, (_, h) => Date.UTC(2024, 0, 1) + h * 3_600_000);
    const registers = Float64Array.from(times, (_, h) => (h < 800 ? 5000 + h : h - 799));
    registers[300] = 900_000;
    const meter = meterOfReadings('m', 'kWh', 'electricity', berlin, times, registers);
    expect(daysOf(meter, 'reset')).toEqual([33]);
    expect(daysOf(meter, 'implausible_rate')).toEqual([12]);
    expect(daysOf(meter, 'spike')).toEqual([]);
  });
});

describe('limits', () => {
  it('make a measured day implausible whose mean rate exceeds the highest rate declared', () => {
    const meter = meterOfDays([...new Array<number>(10).fill(20), 60, ...new Array<number>(10).fill(20)]);
    const found = detectAnomalies({ ...inputOf(meter), maxRate: 2 });
    expect(daysOf(meter, 'implausible_rate', found)).toEqual([10]);
    expect(daysOf(meter, 'implausible_rate')).toEqual([]);
  });
});

describe('flow', () => {
  it.each([2, 5, 10])(
    'of %i L/h for 72 hours is found in nearly every one of forty houses, and none without a leak',
    (leak) => {
      let found = 0;
      let clean = 0;
      for (let seed = 1; seed <= 40; seed++) {
        const hourly = waterHours(150, seed);
        clean += daysOf(hourlyMeter(hourly, 'water', 'L'), 'continuous_flow').length;
        const from = 100 * 24 + ((seed * 5) % 24);
        for (let h = from; h < from + 72; h++) hourly[h] = (hourly[h] as number) + leak;
        const days = daysOf(hourlyMeter(hourly, 'water', 'L'), 'continuous_flow');
        if (days.length > 0 && days.every((day) => day >= 100 && day <= 104)) found++;
      }
      expect(clean).toBe(0);
      expect(found).toBeGreaterThanOrEqual(39);
    },
  );

  it('that never stops is a habit and no leak', () => {
    const hourly = waterHours(200, 5).map((amount) => amount + 2);
    expect(daysOf(hourlyMeter(hourly, 'water', 'L'), 'continuous_flow')).toEqual([]);
  });
});

describe('gas', () => {
  /** Litres an hour: cooking and showers all year, a boiler that never stops from November to February. */
  const hourly = Array.from({ length: 800 * 24 }, (_, h) => {
    const season = Math.floor(h / 24) % 365;
    return (h % 24 === 7 || h % 24 === 19 ? 203 : 0) + (season > 304 || season < 59 ? 307 : 0);
  });

  it('that heats without a stop is no leak, neither in its first winter nor in its second', () => {
    expect(daysOf(hourlyMeter(hourly, 'gas', 'L'), 'continuous_flow')).toEqual([]);
  });

  it('that flows for three summer days is a leak, once a summer before is known', () => {
    const leaking = hourly.map((amount, h) => amount + (h >= 560 * 24 && h < 564 * 24 ? 30 : 0));
    const days = daysOf(hourlyMeter(leaking, 'gas', 'L'), 'continuous_flow');
    expect(days[0]).toBe(563);
    expect(days.length).toBeLessThanOrEqual(2);
  });
});
