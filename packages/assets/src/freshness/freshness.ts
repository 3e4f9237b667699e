import type { AssetDefinition } from '../definition/asset.ts';
import type { Grain } from '../partitions/partition-scheme.ts';
import type { AssetStaleness } from '../staleness/asset-staleness.ts';
import { noPartition, statusCodes } from '../staleness/status.ts';
import { partitionFlags, type StateColumns } from '../state/state-columns.ts';
import { openZone } from '../zone/zone.ts';

/** By when an asset is to have what. */
export interface FreshnessRule {
  /** A value is expected at least this often: the newest one must not end longer ago. Hours, or days of 24 hours. */
  readonly expectEvery?: { readonly hours: number } | { readonly days: number };
  /**
   * Each partition is to be fresh by this local time (`07:30`), on the day after its last one or `daysLater` days after that.
   * Read in the zone of the partitions; a time that a clock change skips counts as the same distance from midnight.
   */
  readonly deadline?: { readonly at: string; readonly daysLater?: number };
}

/** How an asset stands to its rule. Instants are UTC ms. */
export interface Freshness {
  /** The end of the newest partition that has a value. */
  readonly newestEnd: number | undefined;
  /** The newest value is older than it should be since this instant; undefined where it is not. */
  readonly silentSince: number | undefined;
  /** Ordinals whose deadline passed and that are not fresh, ascending. */
  readonly late: readonly number[];
  /** When the next partition has to be there; undefined without a deadline. */
  readonly nextDeadline: number | undefined;
}

/** @throws RangeError for a deadline that is no time of day, a span that is not positive, and partitions that never end */
export function checkedFreshness(rule: FreshnessRule | undefined, grain: Grain): FreshnessRule | undefined {
  if (rule !== undefined && grain === 'none')
    throw new RangeError('freshness is asked of an unpartitioned asset, which has no time; ask it of what it reads');
  if (rule?.deadline !== undefined) {
    minutesOf(rule.deadline.at);
    const { daysLater = 0 } = rule.deadline;
    if (!Number.isInteger(daysLater) || daysLater < 0)
      throw new RangeError(`freshness.deadline.daysLater is ${daysLater}; write a whole number of days from 0 on`);
  }
  const every = rule?.expectEvery === undefined ? 1 : spanMs(rule.expectEvery);
  if (!(every > 0))
    throw new RangeError('freshness.expectEvery is not positive; write a number of hours or days above 0');
  return rule;
}

/** Judges an asset by its rule as of an instant (UTC ms); undefined without a rule. Pure. */
export function evaluateFreshness(
  asset: AssetDefinition,
  { domain, status }: AssetStaleness,
  columns: StateColumns,
  asOf: number,
): Freshness | undefined {
  const { freshness: rule, scheme } = asset;
  if (rule === undefined) return undefined;
  const newestEnd = newestValueEnd(asset, columns, asOf);
  const silentAt =
    rule.expectEvery === undefined || newestEnd === undefined ? undefined : newestEnd + spanMs(rule.expectEvery);
  const { deadline } = rule;
  const late: number[] = [];
  let nextDeadline: number | undefined;
  if (deadline !== undefined) {
    const dueAt = (ordinal: number) => deadlineOf(asset, ordinal, deadline);
    for (let i = 0; domain !== undefined && i < status.length; i++) {
      const code = status[i];
      if (code === statusCodes.fresh || code === noPartition) continue;
      if (dueAt(domain.from + i) <= asOf) late.push(domain.from + i);
    }
    // Later partitions have later deadlines: the first one from some time back that has not passed.
    let next = Math.max(scheme.startOrdinal, scheme.ordinalAt(asOf));
    while (next > scheme.startOrdinal && dueAt(next - 1) > asOf) next--;
    while (!scheme.exists(next) || dueAt(next) <= asOf) next++;
    nextDeadline = dueAt(next);
  }
  return {
    newestEnd,
    silentSince: silentAt !== undefined && silentAt < asOf ? silentAt : undefined,
    late,
    nextDeadline,
  };
}

function newestValueEnd({ scheme }: AssetDefinition, columns: StateColumns, asOf: number): number | undefined {
  for (let row = columns.length - 1; row >= 0; row--) {
    const flags = columns.flagsAt(row);
    if ((flags & partitionFlags.made) === 0 || (flags & partitionFlags.absent) !== 0) continue;
    return Math.min(scheme.endOf(columns.first + row), asOf);
  }
  return undefined;
}

/** The instant by which a partition has to be fresh. */
function deadlineOf(
  { scheme }: AssetDefinition,
  ordinal: number,
  { at, daysLater = 0 }: NonNullable<FreshnessRule['deadline']>,
): number {
  const zone = openZone(scheme.zone);
  const midnight = zone.dayStart(scheme.lastDay(ordinal) + 1 + daysLater);
  const guess = midnight + minutesOf(at) * 60_000;
  // The clock may have changed since midnight.
  return guess - (zone.offsetAt(guess) - zone.offsetAt(midnight));
}

function spanMs(span: NonNullable<FreshnessRule['expectEvery']>): number {
  return 'hours' in span ? span.hours * 3_600_000 : span.days * 86_400_000;
}

function minutesOf(time: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hours === undefined || minutes === undefined)
    throw new RangeError(`freshness.deadline.at is "${time}"; write a time of day such as "07:30"`);
  return Number(hours) * 60 + Number(minutes);
}
