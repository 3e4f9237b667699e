import type { AssetView, ReadSide } from '@meterworks/runtime/read';
import { numberIn } from '../series/chart-shape.ts';
import { lastOrdinal, readStrip, stripWindow } from '../status/strip.ts';
import { type MeterAssets, metersIn } from './meter-assets.ts';

/** One meter as the list shows it. */
export interface MeterLine {
  readonly meter: MeterAssets;
  /** Amounts of the house's newest thirteen months, newest last; null where there is none. */
  readonly months: readonly (number | null)[];
  /** Statuses of the house's newest days. */
  readonly strip: Uint8Array;
}

const monthsShown = 13;
const daysShown = 90;

export async function loadMeters(read: ReadSide, page: { readonly from: number; readonly to: number }) {
  const meters = metersIn(await read.assets());
  // A meter that was removed has nothing to say about this month.
  const lastMonth = newest(meters.map(({ consumption }) => consumption.get('monthly')));
  const lastDay = newest(meters.map(({ days }) => days));
  const lines = await Promise.all(
    meters.slice(page.from, page.to).map(async (meter): Promise<MeterLine> => {
      const monthly = meter.consumption.get('monthly');
      const first = lastMonth - monthsShown + 1;
      const values = monthly === undefined ? [] : await read.values(monthly.key, first, lastMonth);
      const amounts = new Map(values.map(({ ordinal, value }) => [ordinal, numberIn(value, 'consumption')]));
      const strip = meter.days.summary === null ? undefined : readStrip(meter.days.summary);
      return {
        meter,
        months: Array.from({ length: monthsShown }, (_, i) => amounts.get(first + i) ?? null),
        strip: strip === undefined ? new Uint8Array() : stripWindow(strip, lastDay - daysShown + 1, lastDay),
      };
    }),
  );
  return { lines, total: meters.length };
}

/** The last partition that any of the assets has; 0 where none has one. */
function newest(assets: readonly (AssetView | undefined)[]): number {
  return Math.max(
    0,
    ...assets.flatMap((asset) =>
      asset === undefined || asset.summary === null ? [] : [lastOrdinal(readStrip(asset.summary))],
    ),
  );
}
