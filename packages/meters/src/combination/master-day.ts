import { worstQuality } from '../values/quality.ts';
import { type CombinedDay, combineParts, isInstalled, type Lifetime, type Part } from './combine-parts.ts';

/** A source of a master in one of its periods. */
export interface MasterSourcePlan extends Lifetime {
  readonly meterId: string;
  /**
   * What the source's amount and register of a local day (day number) are multiplied with to be in the master's unit; absent where
   * the units are the same.
   */
  readonly factorOn?: (day: number) => number;
}

/** Which sources make a master from `startDay` to `endDay`, local day numbers, both inclusive. */
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
 * A day within `period`: the sum of its sources, unit-converted. What a successor counts before its own period starts is not
 * lost: on the day of the swap its advance counts beside that of the old meter, which has the day until the swap (domain §3), and on
 * days after the old meter's removal it counts alone.
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
  const sources = period.sources.filter((source) => isInstalled(source, day));
  const successors = successorsOn(day, period, next);
  if (sources.length === 0) return combineParts(partsOf(successors, day, partOn));
  const old = combineParts(partsOf(sources, day, partOn));
  if (successors.length === 0 || old.advance === undefined) return old;
  const fresh = combineParts(partsOf(successors, day, partOn));
  if (fresh.advance === undefined) {
    return { ...old, quality: worstQuality(old.quality, 'estimated'), low: undefined, high: undefined };
  }
  if (old.quality !== 'extrapolated') return combineParts([whole(old), whole(fresh)]);
  const read: CombinedDay = {
    ...old,
    advance: old.advance * old.measuredShare,
    quality: 'estimated',
    low: undefined,
    high: undefined,
  };
  return combineParts([whole(read), whole(fresh)]);
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

/**
 * The sources of the next period that count already. The old meters hand over when the last of them is removed, at the latest when
 * their period ends. On that very day a successor counts if it came that day: one that came earlier has run beside the old
 * meters, and what it counted then they counted too.
 */
function successorsOn(
  day: number,
  period: MasterPeriodPlan,
  next: MasterPeriodPlan | undefined,
): readonly MasterSourcePlan[] {
  if (next === undefined) return [];
  const present = new Set(period.sources.map(({ meterId }) => meterId));
  const removed = period.sources.map((source) => source.removedDay ?? period.endDay);
  const handOver = Math.min(period.endDay, Math.max(...removed));
  if (day < handOver) return [];
  return next.sources.filter(({ meterId, installedDay }) => {
    if (present.has(meterId) || installedDay === undefined || installedDay > day) return false;
    return day > handOver || installedDay === day;
  });
}

function partsOf(sources: readonly MasterSourcePlan[], day: number, partOn: PartOn): Part[] {
  return sources.map(({ meterId, factorOn }) => ({ value: partOn(meterId), factor: factorOn?.(day) ?? 1 }));
}

function whole(value: CombinedDay): Part {
  return { value, factor: 1 };
}
