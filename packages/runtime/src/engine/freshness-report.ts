import { type AssetDefinition, type AssetStaleness, evaluateFreshness, type StateColumns } from '@meterworks/assets';
import { localTime } from './local-time.ts';

/** How an asset stands to what its definition says about freshness. Instants are UTC ms. */
export interface FreshnessReport {
  /** The end of the newest partition that has a value. */
  readonly newestEnd: number | undefined;
  /** Since when it is without the value that is expected; undefined where it is not. */
  readonly silentSince: number | undefined;
  /** Keys of partitions whose deadline passed and that are not fresh, ascending. */
  readonly late: readonly string[];
  readonly nextDeadline: number | undefined;
  /** What is wrong, for people; undefined where nothing is. */
  readonly sentence: string | undefined;
}

export function freshnessReport(
  asset: AssetDefinition,
  staleness: AssetStaleness,
  columns: StateColumns,
  asOf: number,
): FreshnessReport | undefined {
  const found = evaluateFreshness(asset, staleness, columns, asOf);
  if (found === undefined) return undefined;
  const { key, scheme } = asset;
  const { newestEnd, silentSince } = found;
  const late = found.late.map((ordinal) => scheme.keyOf(ordinal));
  const complaints = [
    ...(silentSince === undefined || newestEnd === undefined
      ? []
      : [
          `its newest value ends ${localTime(newestEnd, scheme.zone)}, the next was expected by ${localTime(silentSince, scheme.zone)}`,
        ]),
    ...(late.length === 0
      ? []
      : [
          `${late.at(-1)}${late.length === 1 ? ' is' : ` and ${late.length - 1} before it are`} not fresh by the deadline`,
        ]),
  ];
  return {
    newestEnd,
    silentSince,
    late,
    nextDeadline: found.nextDeadline,
    sentence: complaints.length === 0 ? undefined : `${key} is late: ${complaints.join('; ')}.`,
  };
}
