import { openZone } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, house, rowsWithin, seriesOf, truthOf } from './house-fixture.ts';

const GAS_FACTOR = 10.221304;
const { truth } = house;
const days = truth.dayStarts.length - 1;

/** Amount of a day; a meter that is not installed adds nothing. */
const amount = (meterId: string, day: number): number => {
  const value = truthOf(meterId).amounts[day] ?? Number.NaN;
  return Number.isNaN(value) ? 0 : value;
};
const sum = (meterIds: readonly string[], day: number): number =>
  meterIds.reduce((total, id) => total + amount(id, day), 0);
/** The greatest distance between two ways to say a day's amount, over all days. */
const worst = (difference: (day: number) => number): number =>
  Array.from({ length: days }, (_, day) => Math.abs(difference(day))).reduce((a, b) => Math.max(a, b), 0);
const dayIndex = (date: string): number => Math.round(Date.parse(date) / (24 * HOUR_MS)) - truth.firstDay;

describe('the truth of the demo house', () => {
  it('knows 22 physical, 2 master and 2 virtual meters over 1,461 days', () => {
    const count = (type: string): number => [...truth.meters.values()].filter((meter) => meter.type === type).length;
    expect([count('physical'), count('master'), count('virtual')]).toEqual([22, 2, 2]);
    expect(house.series.map(({ meterId }) => meterId).sort()).toEqual(
      [...truth.meters.values()]
        .filter(({ type }) => type === 'physical')
        .map(({ meterId }) => meterId)
        .sort(),
    );
    expect(days).toBe(1461);
    expect(truth.temperatures).toHaveLength(1461);
  });

  it('lets parts make up their wholes on every day', () => {
    const flats = ['eg_strom', 'og1_strom', 'og2_strom'];
    expect(worst((day) => amount('strom_total', day) - sum([...flats, 'strom_allgemein'], day))).toBeLessThan(1e-9);
    expect(
      worst((day) => amount('strom_total', day) - sum(['strom_alt_HT', 'strom_alt_NT', 'haupt_strom'], day)),
    ).toBeLessThan(1e-9);
    expect(worst((day) => amount('gas_total', day) - sum(['gas_zahler_alt', 'gas_zahler'], day))).toBeLessThan(1e-9);
    expect(
      worst(
        (day) => amount('gas_total', day) - amount('gastherme_gesamt', day) / GAS_FACTOR - amount('eg_kalfire', day),
      ),
    ).toBeLessThan(1e-9);
    expect(
      worst((day) => amount('gastherme_gesamt', day) - sum(['gastherme_heizen', 'gastherme_warmwasser'], day)),
    ).toBeLessThan(1e-9);
  });

  it('never has a part above its whole, nor an amount below 0', () => {
    for (const meter of truth.meters.values()) expect(meter.amounts.some((value) => value < 0)).toBe(false);
    const upperFlats = ['og1_wasser_kalt', 'og1_wasser_warm', 'og2_wasser_kalt', 'og2_wasser_warm'];
    const heat = ['eg_nord_heat', 'eg_sud_heat', 'og1_heat', 'og2_heat', 'buro_heat'];
    for (let day = 0; day < days; day++) {
      expect(sum(upperFlats, day)).toBeLessThanOrEqual(amount('haupt_wasser', day) + 1e-9);
      expect(1000 * sum(heat, day)).toBeLessThanOrEqual(amount('gastherme_heizen', day) + 1e-9);
    }
  });

  it('adds its days up to what the registers moved, rollover apart', () => {
    for (const meter of truth.meters.values()) {
      const known = [...meter.registers].filter((value) => !Number.isNaN(value));
      if (meter.meterId === 'gas_zahler_alt' || meter.meterId === 'gas_zahler') continue;
      const total = meter.amounts.reduce((all, value) => all + (Number.isNaN(value) ? 0 : value), 0);
      expect(Math.abs(total - ((known.at(-1) ?? 0) - (known[0] ?? 0)))).toBeLessThan(1e-6);
    }
  });

  it('splits the day of the gas exchange between both meters, at 10:37', () => {
    const day = dayIndex('2024-11-12');
    expect(amount('gas_zahler_alt', day)).toBeGreaterThan(0);
    expect(amount('gas_zahler', day)).toBeGreaterThan(0);
    expect(amount('gas_zahler_alt', day + 1)).toBe(0);
    const old = seriesOf('gas_zahler_alt');
    expect(old.times.at(-1)).toBe(seriesOf('gas_zahler').times[0]);
    expect(old.values.at(-1)).toBe(truthOf('gas_zahler_alt').finalReading);
    expect(seriesOf('gas_zahler').values[0]).toBe(truthOf('gas_zahler').initialReading);
  });

  it('lets the two-rate meters count to the last instant of 2024-11-26 and the new one from then on', () => {
    const midnight = truth.dayStarts[dayIndex('2024-11-27')];
    for (const id of ['strom_alt_HT', 'strom_alt_NT']) {
      expect(truthOf(id).removedAt).toBe(midnight);
      expect(seriesOf(id).times.at(-1)).toBe(midnight);
      expect(seriesOf(id).values.at(-1)).toBe(truthOf(id).finalReading);
    }
    expect(seriesOf('haupt_strom').times[0]).toBe(midnight);
    expect(truthOf('haupt_strom').amounts[dayIndex('2024-11-26')]).toBeNaN();
  });

  it('has 23 and 25 hours on the days of the clock changes, each with its readings', () => {
    const zone = openZone('Europe/Berlin');
    const { times } = seriesOf('gastherme_gesamt');
    for (const [date, hours] of [
      ['2023-03-26', 23],
      ['2023-10-29', 25],
      ['2024-03-31', 23],
      ['2024-10-27', 25],
      ['2025-06-01', 24],
    ] as const) {
      const day = dayIndex(date);
      const [start = 0, end = 0] = truth.dayStarts.slice(day, day + 2);
      expect((end - start) / HOUR_MS).toBe(hours);
      expect(zone.dayStart(truth.firstDay + day)).toBe(start);
      expect(times.filter((time) => time >= start && time < end)).toHaveLength(hours);
    }
  });

  it('keeps the low tariff to 22 to 6 o’clock by the wall clock, on the days of the clock changes too', () => {
    const { times, values } = seriesOf('strom_alt_HT');
    for (const date of ['2024-03-31', '2024-07-01', '2023-10-29']) {
      const end = truth.dayStarts[dayIndex(date) + 1] ?? 0;
      const sixOClock = end - 18 * HOUR_MS;
      const night = values.filter(
        (_, index) => (times[index] ?? 0) >= sixOClock - 5 * HOUR_MS && (times[index] ?? 0) < sixOClock + 60_000,
      );
      expect(new Set(night).size).toBe(1);
      const after = values.filter(
        (_, index) => (times[index] ?? 0) >= sixOClock && (times[index] ?? 0) < sixOClock + 2 * HOUR_MS,
      );
      expect(new Set(after).size).toBe(2);
    }
  });

  it('heats by the weather: the colder the days the more, and nothing on the hottest', () => {
    const heat = truthOf('og1_heat').amounts;
    const warmth = (day: number): number => truth.temperatures[day] ?? 0;
    const byWarmth = [...truth.temperatures.keys()].sort((a, b) => warmth(a) - warmth(b));
    const mean = (part: readonly number[]): number =>
      part.reduce((all, day) => all + (heat[day] || 0), 0) / part.length;
    const steps = [0, 1, 2, 3, 4, 5].map((step) => mean(byWarmth.slice(200 * step, 200 * step + 200)));
    expect(steps).toEqual(steps.toSorted((a, b) => b - a));
    expect(steps[0]).toBeGreaterThan(0.02);
    expect(mean(byWarmth.slice(-100))).toBe(0);
  });

  it('uses a plausible amount in a year', () => {
    const year = (meterId: string): number =>
      Array.from({ length: 365 }, (_, day) => amount(meterId, dayIndex('2023-01-01') + day)).reduce((a, b) => a + b);
    expect(year('strom_total')).toBeGreaterThan(6000);
    expect(year('strom_total')).toBeLessThan(12_000);
    expect(year('gas_total')).toBeGreaterThan(2000);
    expect(year('gas_total')).toBeLessThan(4500);
    expect(year('haupt_wasser')).toBeGreaterThan(120);
    expect(year('haupt_wasser')).toBeLessThan(320);
    expect(year('eg_kalfire') / year('gas_total')).toBeLessThan(0.1);
    expect(year('strom_allgemein')).toBeGreaterThan(500);
  });

  it('is what the readings say: a midnight’s reading lies within seconds’ use and a place of the register', () => {
    const placeOf = { kWh: 0.1, 'm³': 0.01, MWh: 0.001 } as const;
    for (const id of ['og2_strom', 'og1_wasser_kalt', 'eg_nord_heat', 'gastherme_gesamt']) {
      const day = dayIndex('2025-02-10');
      const midnight = truth.dayStarts[day] ?? 0;
      const [first] = rowsWithin(seriesOf(id), midnight, midnight + HOUR_MS);
      const register = truthOf(id).registers[day] ?? 0;
      const hourly = (truthOf(id).amounts[day] ?? 0) / 4;
      expect(Math.abs((first?.[1] ?? 0) - register)).toBeLessThanOrEqual(
        placeOf[truthOf(id).unit] + (hourly * 10) / 3600,
      );
    }
  });
});
