import { isLeapYear, yearOfDay, type Zone } from '@meterworks/assets';
import type { Profile } from '../values/profile.ts';
import { dailySeason } from './daily-season.ts';
import { hourMs, type YearCalendar, yearCalendar } from './year-calendar.ts';

/** The rate of a profile over real time; 1 is what an average day of 24 hours has. */
export interface Weight {
  /**
   * ∫ w dt from one instant to a later one (UTC ms), ≥ 0; 0 where they are not in order. Additive up to rounding, and the
   * same number whatever was asked before.
   */
  integrate(fromMs: number, toMs: number): number;
}

/**
 * w(t) = season(day of year) × dayClass × hours(wall-clock hour): constant within an hour. On the day that the clocks are set back the
 * doubled hour uses its slot twice, on the day they are set forward the missing one is skipped.
 */
export function openWeight(profile: Profile, zone: Zone): Weight {
  return new ProfileWeight(profile, zone);
}

interface WeightedYear {
  readonly year: number;
  readonly calendar: YearCalendar;
  /** Weight of each day at 24 ordinary hours. */
  readonly factors: Float64Array;
  /** Weight from the start of the year to the start of each day, and to its end. */
  readonly cumulative: Float64Array;
}

class ProfileWeight implements Weight {
  readonly #profile: Profile;
  readonly #zone: Zone;
  /** 3 × 25: share of a day up to the start of each wall-clock hour. */
  readonly #hoursBefore = new Float64Array(75);
  readonly #years = new Map<number, WeightedYear>();
  /** The year asked for last: the next question is nearly always about the same. */
  #latest: WeightedYear | undefined;

  constructor(profile: Profile, zone: Zone) {
    this.#profile = profile;
    this.#zone = zone;
    for (let dayClass = 0; dayClass < 3; dayClass++) {
      for (let slot = 0; slot < 24; slot++) {
        const before = this.#hoursBefore[dayClass * 25 + slot] as number;
        this.#hoursBefore[dayClass * 25 + slot + 1] = before + (profile.hours[dayClass * 24 + slot] as number);
      }
    }
  }

  integrate(fromMs: number, toMs: number): number {
    if (!(toMs > fromMs)) return 0;
    const fromDay = this.#zone.dayOf(fromMs);
    const toDay = this.#zone.dayOf(toMs);
    const first = this.#yearOf(fromDay);
    const fromIndex = fromDay - first.calendar.firstDay;
    if (toDay === fromDay) {
      return Math.max(0, this.#within(first, fromIndex, toMs) - this.#within(first, fromIndex, fromMs));
    }
    // Sums start anew with each year, so that they stay small and depend on the calendar alone.
    const last = this.#yearOf(toDay);
    const toIndex = toDay - last.calendar.firstDay;
    const restOfDay = this.#whole(first, fromIndex) - this.#within(first, fromIndex, fromMs);
    const head = this.#within(last, toIndex, toMs);
    let between = last.cumulative[toIndex] as number;
    if (last === first) between -= first.cumulative[fromIndex + 1] as number;
    else {
      between += (first.cumulative.at(-1) as number) - (first.cumulative[fromIndex + 1] as number);
      for (let year = first.year + 1; year < last.year; year++) between += this.#year(year).cumulative.at(-1) as number;
    }
    return Math.max(0, restOfDay + between + head);
  }

  #whole(year: WeightedYear, index: number): number {
    const pieces = year.calendar.irregular.get(index);
    if (pieces === undefined) return (year.factors[index] as number) * this.#dayTotal(year, index);
    return this.#within(year, index, year.calendar.starts[index + 1] as number);
  }

  #dayTotal(year: WeightedYear, index: number): number {
    return this.#hoursBefore[(year.calendar.dayClasses[index] as number) * 25 + 24] as number;
  }

  /** Weight from the start of a day to an instant in it, or to its end. */
  #within(year: WeightedYear, index: number, instant: number): number {
    const factor = year.factors[index] as number;
    const dayClass = year.calendar.dayClasses[index] as number;
    const pieces = year.calendar.irregular.get(index);
    if (pieces === undefined) {
      const hours = (instant - (year.calendar.starts[index] as number)) / hourMs;
      const slot = Math.min(23, Math.floor(hours));
      const share = (this.#profile.hours[dayClass * 24 + slot] as number) * (hours - slot);
      return factor * ((this.#hoursBefore[dayClass * 25 + slot] as number) + share);
    }
    let sum = 0;
    for (const { start, end, slot } of pieces) {
      if (start >= instant) break;
      sum += ((Math.min(end, instant) - start) / hourMs) * (this.#profile.hours[dayClass * 24 + slot] as number);
    }
    return factor * sum;
  }

  #yearOf(day: number): WeightedYear {
    const latest = this.#latest;
    const index = latest === undefined ? -1 : day - latest.calendar.firstDay;
    if (latest !== undefined && index >= 0 && index < latest.factors.length) return latest;
    this.#latest = this.#year(yearOfDay(day));
    return this.#latest;
  }

  #year(yearNo: number): WeightedYear {
    const known = this.#years.get(yearNo);
    if (known !== undefined) return known;
    const calendar = yearCalendar(this.#zone, yearNo);
    const factors = dailySeason(this.#profile.season, isLeapYear(yearNo));
    const year = { year: yearNo, calendar, factors, cumulative: new Float64Array(factors.length + 1) };
    const { cumulative } = year;
    for (let index = 0; index < factors.length; index++) {
      const dayClass = calendar.dayClasses[index] as number;
      const factor = (factors[index] as number) * (this.#profile.dayClass[dayClass] as number);
      factors[index] = factor;
      cumulative[index + 1] = factor * (this.#hoursBefore[dayClass * 25 + 24] as number);
    }
    for (const index of calendar.irregular.keys()) cumulative[index + 1] = this.#whole(year, index);
    for (let index = 1; index <= factors.length; index++) {
      cumulative[index] = (cumulative[index] as number) + (cumulative[index - 1] as number);
    }
    this.#years.set(yearNo, year);
    return year;
  }
}
