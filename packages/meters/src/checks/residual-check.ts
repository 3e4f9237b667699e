import type { Finding } from '@meterworks/assets';
import type { LinearTerm, PartOn } from '../combination/index.ts';
import { isInstalled } from '../combination/index.ts';
import type { Negatives } from '../config/meter.ts';
import type { DayValue } from '../values/day-value.ts';
import { roundingOf } from './rounding.ts';

/**
 * Parts and residual make the whole. Where a negative result is not kept the residual is at least 0, and it is never above what the parts leave:
 * what is owed of days before is taken off.
 */
export function residualFinding(
  { advance }: DayValue,
  terms: readonly LinearTerm[],
  negatives: Negatives,
  day: number,
  partOn: PartOn,
  unit: string,
): Finding | undefined {
  if (advance === undefined) return undefined;
  let whole = 0;
  let parts = 0;
  for (const term of terms) {
    if (!isInstalled(term, day)) continue;
    const amount = (partOn(term.meterId)?.advance ?? Number.NaN) * term.factor * (term.factorOn?.(day) ?? 1);
    if (amount < 0) parts -= amount;
    else whole += amount;
  }
  const slack = roundingOf(whole, parts);
  const excess = parts + advance - whole;
  const holds =
    negatives === 'kept'
      ? Math.abs(excess) <= slack
      : advance >= 0 && (excess <= slack || advance <= slack) && (negatives === 'carried' || excess >= -slack);
  if (holds) return undefined;
  return {
    message: `${advance} ${unit} and the parts, ${parts} ${unit}, do not make the whole of ${whole} ${unit}`,
    facts: { residual: advance, parts, whole },
  };
}
