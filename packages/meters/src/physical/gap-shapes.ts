import { monthOfDay, type Zone } from '@meterworks/assets';
import { openWeight, type Weight } from '../profile/open-weight.ts';
import { uniformProfile } from '../profile/uniform-profile.ts';
import { type Profile, spreadClasses } from '../values/profile.ts';

/**
 * Gives the profile of a month number, or undefined where there is none. It is called once for each day that needs it, so that what a
 * day depends on can be recorded.
 */
export type ProfileAt = (month: number, forDay: number) => Profile | undefined;

export interface GapShape {
  readonly profile: Profile;
  readonly weight: Weight;
}

/** p10 and p90 of a day, as multiples of its estimate. */
export type Spread = readonly [low: number, high: number];

/** Finds the profile that shapes a gap, and opens each only once. */
export class GapShapes {
  readonly #profileAt: ProfileAt;
  readonly #zone: Zone;
  readonly #even: GapShape;
  readonly #opened = new Map<number, GapShape>();

  constructor(profileAt: ProfileAt, zone: Zone) {
    this.#profileAt = profileAt;
    this.#zone = zone;
    this.#even = { profile: uniformProfile, weight: openWeight(uniformProfile, zone) };
  }

  /**
   * The shape for a gap that ends at an instant, or for what follows a last reading at it, asked on behalf of a day. That is the
   * profile of the instant's month; of the month before while the instant's own has no ended day yet; else an even rate.
   */
  at(instant: number, forDay: number): GapShape {
    // A reading at the very first instant of a month ends the month before.
    const month = monthOfDay(this.#zone.dayOf(instant - 1));
    return this.#open(month, forDay) ?? this.#open(month - 1, forDay) ?? this.#even;
  }

  /** Local days that a gap lies in. */
  daysTouched({ fromTime, toTime }: { readonly fromTime: number; readonly toTime: number }): number {
    return this.#zone.dayOf(toTime - 1) - this.#zone.dayOf(fromTime) + 1;
  }

  #open(month: number, forDay: number): GapShape | undefined {
    const profile = this.#profileAt(month, forDay);
    if (profile === undefined) return undefined;
    let shape = this.#opened.get(month);
    if (shape === undefined) {
      shape = { profile, weight: openWeight(profile, this.#zone) };
      this.#opened.set(month, shape);
    }
    return shape;
  }
}

/** Undefined where the profile does not know how far it is off. */
export function spreadOf({ spread }: Profile, kind: 'gap' | 'forecast', days: number): Spread | undefined {
  if (spread.length < 2 * spreadClasses.length) return undefined;
  const at = spreadClasses.findLastIndex((one) => one.kind === kind && one.days <= days);
  return at < 0 ? undefined : [spread[2 * at] as number, spread[2 * at + 1] as number];
}

/**
 * What an interval had moved up to an instant: amount × ∫[from, t] w ÷ ∫[from, to] w (domain §3). Never falls with t, 0 at its start and
 * the very amount at its end. Where the profile has no weight in the whole interval the amount is spread evenly over time.
 */
export function movedUntil(
  interval: { readonly fromTime: number; readonly toTime: number; readonly amount: number },
  instant: number,
  weight: Weight,
): number {
  const { fromTime, toTime, amount } = interval;
  if (instant <= fromTime) return 0;
  if (instant >= toTime) return amount;
  const whole = weight.integrate(fromTime, toTime);
  const evenly = (instant - fromTime) / (toTime - fromTime);
  // Less than a billionth of an average rate is rounding, not shape.
  if (!(whole > ((toTime - fromTime) / 86_400_000) * 1e-9)) return amount * evenly;
  return amount * Math.min(1, weight.integrate(fromTime, instant) / whole);
}
