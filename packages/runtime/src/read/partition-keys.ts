import { daily, type Grain, hourly, monthly, type PartitionScheme, unpartitioned, yearly } from '@meterworks/assets';

/** Before everything that is ever recorded: names and instants of partitions don't depend on where an asset starts. */
const start = '0001-01-01';

const schemes = new Map<string, PartitionScheme<Grain>>();

/** The scheme of a recorded asset, for naming its partitions. */
export function schemeOf(grain: string, zone: string | null): PartitionScheme<Grain> {
  const name = `${grain} ${zone}`;
  let scheme = schemes.get(name);
  if (scheme === undefined) {
    scheme = schemeFrom(grain, zone ?? 'UTC');
    schemes.set(name, scheme);
  }
  return scheme;
}

function schemeFrom(grain: string, zone: string): PartitionScheme<Grain> {
  switch (grain) {
    case 'hour':
      return hourly({ zone, start });
    case 'day':
      return daily({ zone, start });
    case 'month':
      return monthly({ zone, start });
    case 'year':
      return yearly({ zone, start });
    default:
      return unpartitioned();
  }
}
