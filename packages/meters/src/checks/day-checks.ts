import type { Finding } from '@meterworks/assets';
import type { DayValue } from '../values/day-value.ts';
import type { Edge, RepairedMovement } from '../values/repaired-day.ts';
import { roundingOf } from './rounding.ts';

/** A register that only runs forwards does not move by less than nothing. */
export function negativeFinding({ advance }: DayValue, unit: string): Finding | undefined {
  if (advance === undefined || advance >= 0) return undefined;
  return { message: `the register moved by ${advance} ${unit} within the day`, facts: { advance } };
}

/** An estimate lies between its own p10 and p90. */
export function bandFinding({ advance, low, high }: DayValue, unit: string): Finding | undefined {
  if (advance === undefined || low === undefined || high === undefined) return undefined;
  const slack = roundingOf(advance);
  if (low <= advance + slack && advance <= high + slack) return undefined;
  return {
    message: `${advance} ${unit} is not within p10 to p90: ${low} to ${high} ${unit}`,
    facts: { advance, low, high },
  };
}

/**
 * What is conserved between two readings. A day has at least what was read within it, and no more than that and what the intervals over its two
 * midnights have in all. And it has exactly what the register shows: so the days of a gap add up to the difference of the two readings around it.
 *
 * @param before the register at the end of the day before, where it is known
 */
export function gapFinding(
  { advance, close }: DayValue,
  { start, end, inner }: RepairedMovement,
  before: number | undefined,
  unit: string,
): Finding | undefined {
  if (advance === undefined || end.kind === 'after-last') return undefined;
  const same = start.kind === 'between' && end.kind === 'between' && start.fromTime === end.fromTime;
  const most = inner + amountOf(start) + (same ? 0 : amountOf(end));
  const slack = roundingOf(most, before ?? 0, close ?? 0);
  if (advance < inner - slack || advance > most + slack) {
    return {
      message: `has ${advance} ${unit}, where readings allow ${inner} to ${most} ${unit}`,
      facts: { advance, least: inner, most },
    };
  }
  const shown = same ? differenceOf(before, close) : sumOf(leftOf(start, before), inner, movedOf(end, close));
  if (!isPlain(start) || !isPlain(end) || shown === undefined || Math.abs(shown - advance) <= slack) return undefined;
  return { message: `has ${advance} ${unit}, but the register moved by ${shown} ${unit}`, facts: { advance, shown } };
}

function amountOf(edge: Edge): number {
  return edge.kind === 'between' ? edge.amount : 0;
}

/** Whether the register runs on across the midnight: no reset, exchange or rollover is in between. */
function isPlain(edge: Edge): boolean {
  if (edge.kind !== 'between') return true;
  const { fromRegister, toRegister, amount, bridged, wrap } = edge;
  return !bridged && wrap === 0 && Math.abs(fromRegister + amount - toRegister) <= roundingOf(toRegister);
}

/** What the interval over the start of the day has after it. */
function leftOf(edge: Edge, before: number | undefined): number | undefined {
  if (edge.kind === 'exact') return 0;
  return edge.kind === 'between' ? differenceOf(before, edge.fromRegister + edge.amount) : undefined;
}

/** What the interval over the end of the day has before it. */
function movedOf(edge: Edge, close: number | undefined): number | undefined {
  if (edge.kind === 'exact') return 0;
  return edge.kind === 'between' ? differenceOf(edge.fromRegister, close) : undefined;
}

function differenceOf(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : to - from;
}

function sumOf(...parts: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  for (const part of parts) {
    if (part === undefined) return undefined;
    sum += part;
  }
  return sum;
}
