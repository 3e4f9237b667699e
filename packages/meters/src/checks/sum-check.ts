import type { CheckSpec, Finding, Grain, Series } from '@meterworks/assets';
import { roundingOf } from './rounding.ts';

/** The sum check of values that read their days as `days`. */
export function sumCheck<V, D>(
  shownOf: (value: V) => number | undefined,
  amountOf: (day: D) => number | undefined,
  unit: string,
): CheckSpec<Grain, V, unknown, { readonly days: Series<string, D> }> {
  return { finds: ({ value, deps }) => sumFinding(shownOf(value), amountsOf(deps.days, amountOf), unit) };
}

function* amountsOf<D>(days: Series<string, D>, amountOf: (day: D) => number | undefined) {
  for (let ordinal = days.from; ordinal <= days.to; ordinal++) {
    const day = days.at(ordinal);
    yield day === undefined ? undefined : amountOf(day);
  }
}

/**
 * What a month or a year shows is what its known days add up to.
 *
 * @param shown undefined where none of the days is known
 */
export function sumFinding(
  shown: number | undefined,
  days: Iterable<number | undefined>,
  unit: string,
): Finding | undefined {
  let sum = 0;
  let size = 0;
  let known = 0;
  for (const amount of days) {
    if (amount === undefined) continue;
    sum += amount;
    size += Math.abs(amount);
    known++;
  }
  const expected = known === 0 ? undefined : sum;
  if (shown === undefined || expected === undefined) {
    if (shown === expected) return undefined;
  } else if (Math.abs(shown - expected) <= roundingOf(size)) return undefined;
  return {
    message: `shows ${textOf(shown, unit)}, but its ${known} known days add up to ${textOf(expected, unit)}`,
    facts: { shown: shown ?? null, expected: expected ?? null, days: known },
  };
}

function textOf(amount: number | undefined, unit: string): string {
  return amount === undefined ? 'nothing' : `${amount} ${unit}`;
}
