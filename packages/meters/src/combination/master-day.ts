import { worstQuality } from '../values/quality.ts';
import { type CombinedDay, combineParts, unknownDay } from './combine-parts.ts';

/** A source of a master in one of its periods. Days are local day numbers. */
export interface MasterSourcePlan {
  readonly meterId: string;
  /** What a source's amount and register of a day are multiplied with to be in the master's unit; absent where the units are the same. */
  readonly factorOn?: (day: number) => number;
  /** Its first day, where it is declared. */
  readonly installedDay?: number;
}

/** Which sources make a master from `startDay` to `endDay`, both inclusive. */
export interface MasterPeriodPlan {
  readonly startDay: number;
  readonly endDay: number;
  readonly sources: readonly MasterSourcePlan[];
  /** Whether the register continues that of the period before; else it starts at the sources' own value. */
  readonly continuesPrevious: boolean;
}

/** A source's day; undefined where it has none. */
export type PartOn<V = CombinedDay> = (meterId: string) => V | undefined;

/**
 * A day within `period`: the sum of its sources, unit-converted. On the last day of a period the advance of a successor that was
 * installed that very day counts too, for the day belongs to the old meter until the swap and to the new one after it (domain §3).
 *
 * Where a swap was made without readings only that part is estimated:
 * - the old meter's forecast past its last reading yields to a successor that knows the day: what was read of it counts;
 * - a successor whose day is not known adds nothing, and what the old one shows stands for the whole day.
 *
 * @param next the period that follows, if any
 */
export function combineMasterDay(
  period: MasterPeriodPlan,
  next: MasterPeriodPlan | undefined,
  day: number,
  partOn: PartOn,
): CombinedDay {
  const old = combineParts(partsOf(period.sources, day, partOn));
  const successors = day === period.endDay ? swappedInOn(day, period, next) : [];
  if (successors.length === 0 || old.advance === undefined) return old;
  const fresh = combineParts(partsOf(successors, day, partOn));
  if (fresh.advance === undefined) return { ...old, quality: worstQuality(old.quality, 'estimated') };
  if (old.quality !== 'extrapolated') return combineParts([part(old), part(fresh)]);
  const read = { ...old, advance: old.advance * old.measuredShare, quality: 'estimated' } as const;
  return combineParts([part(read), part(fresh)]);
}

/** The period that a day lies in, and the one that follows it; undefined where the master has none. */
export function periodOn(
  periods: readonly MasterPeriodPlan[],
  day: number,
): { readonly period: MasterPeriodPlan; readonly next: MasterPeriodPlan | undefined } | undefined {
  const index = periods.findIndex((period) => period.startDay <= day && day <= period.endDay);
  const period = periods[index];
  return period === undefined ? undefined : { period, next: periods[index + 1] };
}

/** The advance of a day, unknown where no period covers it. */
export function masterAdvance(periods: readonly MasterPeriodPlan[], day: number, partOn: PartOn): CombinedDay {
  const found = periodOn(periods, day);
  return found === undefined ? unknownDay : combineMasterDay(found.period, found.next, day, partOn);
}

/**
 * The sources of the next period that came on the last day of this one. One installed earlier has run beside the old meter: what it
 * counted then was counted by the old one.
 */
function swappedInOn(
  day: number,
  period: MasterPeriodPlan,
  next: MasterPeriodPlan | undefined,
): readonly MasterSourcePlan[] {
  const present = new Set(period.sources.map(({ meterId }) => meterId));
  return (next?.sources ?? []).filter((source) => source.installedDay === day && !present.has(source.meterId));
}

function partsOf(sources: readonly MasterSourcePlan[], day: number, partOn: PartOn) {
  return sources.map(({ meterId, factorOn }) => ({ value: partOn(meterId), factor: factorOn?.(day) ?? 1 }));
}

function part(value: CombinedDay) {
  return { value, factor: 1 };
}
