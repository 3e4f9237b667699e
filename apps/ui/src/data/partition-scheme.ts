import { daily, type Grain, hourly, monthly, type PartitionScheme, unpartitioned, yearly } from '@meterworks/assets';

/** Before everything that is recorded: names of partitions don't depend on where an asset starts. */
const start = '0001-01-01';

/** The scheme by which a recorded asset's partitions are named and lie in time. */
export function schemeOf({
  grain,
  zone,
}: {
  readonly grain: string;
  readonly zone: string | null;
}): PartitionScheme<Grain> {
  const named = { zone: zone ?? 'UTC', start };
  switch (grain) {
    case 'hour':
      return hourly(named);
    case 'day':
      return daily(named);
    case 'month':
      return monthly(named);
    case 'year':
      return yearly(named);
    default:
      return unpartitioned();
  }
}

/** The ordinal of a key as a person wrote it; undefined where it is none of the scheme. */
export function ordinalOfKey(scheme: PartitionScheme<Grain>, key: string | undefined): number | undefined {
  if (key === undefined) return undefined;
  try {
    return scheme.ordinalOf(key);
  } catch {
    return undefined;
  }
}
