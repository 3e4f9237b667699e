import { daily, formatDay, monthly, type PartitionScheme, yearly } from '@meterworks/assets';

/** The partition schemes that all assets of one house share. */
export interface HouseSchemes {
  readonly days: PartitionScheme<'day'>;
  readonly months: PartitionScheme<'month'>;
  readonly years: PartitionScheme<'year'>;
}

/** @param firstDay local day number of the first day that is looked at */
export function houseSchemes(zone: string, firstDay: number): HouseSchemes {
  const start = formatDay(firstDay);
  return {
    days: daily({ zone, start }),
    months: monthly({ zone, start: start.slice(0, 7) }),
    years: yearly({ zone, start: start.slice(0, 4) }),
  };
}
