import type { Zone } from '@meterworks/assets';
import type { DayValue } from '../values/day-value.ts';
import type { RepairedMovement } from '../values/repaired-day.ts';
import type { DayBounds } from './day-edge.ts';
import { GapShapes, type ProfileAt, spreadOf } from './gap-shapes.ts';
import { type Forecast, physicalDay } from './physical-day.ts';

export interface PhysicalRules {
  /** Days after the local day of the last reading for which values are extrapolated; later ones are unknown. */
  readonly extrapolateMaxDays: number;
  /** 10^digits in the meter's output unit, where the display starts again; absent where it is not known. */
  readonly rollover?: number;
  /** When the meter was removed, UTC ms: nothing is extrapolated past it. Absent where it is still there. */
  readonly removed?: number;
}

export interface PhysicalInput {
  /** Local day number of a date that the zone has. */
  readonly day: number;
  readonly repaired: RepairedMovement;
}

/**
 * Register and advance of each local day (domain §3), one result for each input. A day is a function of its own repaired day and
 * of the profiles asked for on its behalf: at most that of the gap that ends in it and that of the gap that starts in it. Measured
 * days ask for none. The days of a gap add up to its amount.
 */
export function physicalDays(
  inputs: readonly PhysicalInput[],
  profileAt: ProfileAt,
  zone: Zone,
  rules: PhysicalRules,
): DayValue[] {
  const shapes = new GapShapes(profileAt, zone);
  return inputs.map(({ day, repaired }) => {
    const bounds = { day, start: zone.dayStart(day), end: zone.dayStart(day + 1) };
    return physicalDay(bounds, repaired, shapes, forecastFor(bounds, repaired, shapes, zone, rules), rules.rollover);
  });
}

/** Level × profile from the last reading on; undefined where none is needed or none can be made. */
function forecastFor(
  { day }: DayBounds,
  { end }: RepairedMovement,
  shapes: GapShapes,
  zone: Zone,
  rules: PhysicalRules,
): Forecast | undefined {
  if (end.kind !== 'after-last' || day - zone.dayOf(end.time) > rules.extrapolateMaxDays) return undefined;
  const { profile, weight } = shapes.at(end.time, day);
  const { level } = profile;
  if (level === undefined) return undefined;
  const removed = rules.removed ?? Number.POSITIVE_INFINITY;
  return {
    register: end.register,
    spread: spreadOf(profile, 'forecast', day - zone.dayOf(end.time)),
    movedUntil: (instant) => level * weight.integrate(end.time, Math.max(end.time, Math.min(instant, removed))),
  };
}
