import type { ReadSide, ValueView } from '@meterworks/runtime/read';
import { schemeOf } from '../data/partition-scheme.ts';
import { type FindingsModel, loadFindings } from '../readings/load-findings.ts';
import { lastOrdinal, readStrip } from '../status/strip.ts';
import { type ChartView, clampView, parseView } from './chart-view.ts';
import { loadMeterChart } from './load-meter-chart.ts';
import { type MeterAssets, metersIn } from './meter-assets.ts';
import type { MeterChartData } from './meter-chart-data.ts';

export interface MeterModel {
  readonly meter: MeterAssets;
  readonly zone: string;
  /** From the first day there is to the end of the last; undefined where there is none. */
  readonly extent: ChartView | undefined;
  readonly chart: MeterChartData | undefined;
  readonly months: readonly ValueView[];
  /** The newest day that was made. */
  readonly lastDay: ValueView | undefined;
  readonly findings: FindingsModel;
}

/** What the server draws before it knows how wide the screen is. */
const guessedWidth = 1_300;
const yearMs = 366 * 86_400_000;

export async function loadMeter(
  read: ReadSide,
  id: string,
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<MeterModel | undefined> {
  const meter = metersIn(await read.assets()).find((one) => one.id === id);
  if (meter === undefined) return undefined;
  const zone = meter.days.zone ?? 'UTC';
  const months = meter.consumption.get('monthly');
  const strip = meter.days.summary === null ? undefined : readStrip(meter.days.summary);
  const [values, findings] = await Promise.all([
    months === undefined ? [] : read.values(months.key, 0, Number.MAX_SAFE_INTEGER),
    loadFindings(read, meter),
  ]);
  if (strip === undefined || strip.codes.length === 0)
    return { meter, zone, extent: undefined, chart: undefined, months: values, lastDay: undefined, findings };
  const scheme = schemeOf(meter.days);
  const last = lastOrdinal(strip);
  const extent = { from: scheme.startOf(strip.first), to: scheme.endOf(last) };
  const view = clampView(parseView(query, zone) ?? { from: extent.to - yearMs, to: extent.to }, extent);
  const [chart, days] = await Promise.all([
    loadMeterChart(read, meter, view, guessedWidth),
    read.values(meter.days.key, last - 6, last),
  ]);
  return { meter, zone, extent, chart, months: values, lastDay: days.at(-1), findings };
}
