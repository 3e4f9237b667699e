import { dateProblem, dayNumber, daysInMonth, parseDateFields } from '../zone/civil-date.ts';
import { openZone } from '../zone/zone.ts';
import { PartitionKeyError } from './partition-key-error.ts';
import type { Grain, OrdinalRange, PartitionScheme } from './partition-scheme.ts';

/** A range whose end lies before its beginning. */
export class PartitionRangeError extends Error {
  override readonly name = 'PartitionRangeError';
  readonly from: string;
  readonly to: string;
  constructor(from: string, to: string) {
    super(`the range ends at ${to}, before it begins at ${from}`);
    this.from = from;
    this.to = to;
  }
}

/**
 * The partitions from one date to another, both included, as `--from` and `--to` name them. Each is a date, a month `2024-11`, a year
 * `2024`, or for hours a key, whatever the scheme's grain. `from` begins with the partition that holds its first day. `to` ends with
 * the last partition that has ended by the end of its last day: `--to 2024-03-15` ends with February of a monthly scheme. `withOpen` takes
 * the partition that holds that day instead. Without `from` the range begins at the scheme's start, without `to` it is infinite; it never
 * begins before the start, and is empty where no partition ends in it.
 * @throws PartitionKeyError, PartitionRangeError
 */
export function parsePartitionRange(
  scheme: PartitionScheme<Grain>,
  from?: string,
  to?: string,
  { withOpen = false }: { readonly withOpen?: boolean } = {},
): OrdinalRange {
  const first = from === undefined ? undefined : parseBound(scheme, from);
  const last = to === undefined ? undefined : parseBound(scheme, to);
  // Texts that name the same skipped date begin and end at one instant; that range is empty, not backwards.
  const backwards = first !== undefined && last !== undefined && last.end <= first.begin && last.begin < first.begin;
  if (backwards) {
    throw new PartitionRangeError(from as string, to as string);
  }
  if (scheme.grain === 'none') return { from: 0, to: 0 };
  return {
    from: Math.max(scheme.startOrdinal, first === undefined ? scheme.startOrdinal : scheme.ordinalAt(first.begin)),
    to: last === undefined ? Number.POSITIVE_INFINITY : lastUntil(scheme, last.end, withOpen),
  };
}

function lastUntil(scheme: PartitionScheme<Grain>, end: number, withOpen: boolean): number {
  let ordinal = scheme.ordinalAt(end - 1);
  if (scheme.endOf(ordinal) > end && !withOpen) ordinal--;
  return ordinal;
}

/** The instants [begin, end) that a text names in the scheme's zone. */
function parseBound(scheme: PartitionScheme<Grain>, text: string): { readonly begin: number; readonly end: number } {
  if (scheme.grain === 'hour' && text.includes('T')) {
    const ordinal = scheme.ordinalOf(text);
    return { begin: scheme.startOf(ordinal), end: scheme.endOf(ordinal) };
  }
  const zone = openZone(scheme.zone);
  const { firstDay, lastDay } = parseDays(scheme.grain, text);
  return { begin: zone.dayStart(firstDay), end: zone.dayStart(lastDay + 1) };
}

function parseDays(grain: Grain, text: string): { readonly firstDay: number; readonly lastDay: number } {
  const date = parseDateFields(text);
  if (date !== undefined) return daysOf(grain, text, date.year, date.month, date.day);
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  if (month !== null) return daysOf(grain, text, Number(month[1]), Number(month[2]), undefined);
  if (/^\d{4}$/.test(text)) {
    return { firstDay: dayNumber(Number(text), 1, 1), lastDay: dayNumber(Number(text), 12, 31) };
  }
  throw new PartitionKeyError(text, grain, 'no date; write 2024-11-27, 2024-11 or 2024');
}

function daysOf(grain: Grain, text: string, year: number, month: number, day: number | undefined) {
  const problem = dateProblem({ year, month, day: day ?? 1 });
  if (problem !== undefined) throw new PartitionKeyError(text, grain, `no date; ${problem}`);
  return {
    firstDay: dayNumber(year, month, day ?? 1),
    lastDay: dayNumber(year, month, day ?? daysInMonth(year, month)),
  };
}
