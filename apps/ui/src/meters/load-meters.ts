import type { ReadSide } from '@meterworks/runtime/read';
import { numberIn } from '../series/chart-shape.ts';
import { lastOrdinal, readStrip, stripWindow } from '../status/strip.ts';
import { type MeterAssets, metersIn } from './meter-assets.ts';

/** One meter as the list shows it. */
export interface MeterLine {
  readonly meter: MeterAssets;
  /** Amounts of the months, newest last: thirteen of them or fewer. */
  readonly months: readonly (number | null)[];
  /** Statuses of its newest days. */
  readonly strip: Uint8Array;
}

const monthsShown = 13;
const daysShown = 90;

export async function loadMeters(read: ReadSide, page: { readonly from: number; readonly to: number }) {
  const meters = metersIn(await read.assets());
  const lines = await Promise.all(
    meters.slice(page.from, page.to).map(async (meter): Promise<MeterLine> => {
      const monthly = meter.consumption.get('monthly');
      const summary = monthly?.summary ?? null;
      const last = summary === null ? undefined : lastOrdinal(readStrip(summary));
      const values =
        monthly === undefined || last === undefined ? [] : await read.values(monthly.key, last - monthsShown + 1, last);
      const strip = meter.days.summary === null ? undefined : readStrip(meter.days.summary);
      return {
        meter,
        months: values.map(({ value }) => numberIn(value, 'consumption')),
        strip:
          strip === undefined
            ? new Uint8Array()
            : stripWindow(strip, lastOrdinal(strip) - daysShown + 1, lastOrdinal(strip)),
      };
    }),
  );
  return { lines, total: meters.length };
}
