import type { Grain, PartitionScheme } from '@meterworks/assets';
import type { AssetView, ReadSide, ValueView } from '@meterworks/runtime/read';
import { schemeOf } from '../data/partition-scheme.ts';
import { newestAnomalies } from '../overview/newest-anomalies.ts';
import { numberIn, qualityIn } from '../series/chart-shape.ts';
import { qualityBands } from '../series/quality-bands.ts';
import { thinIndices } from '../series/thin-columns.ts';
import { lastOrdinal, readStrip } from '../status/strip.ts';
import { type ChartLevel, type ChartView, levelFor } from './chart-view.ts';
import type { MeterAssets } from './meter-assets.ts';
import { type MeterChartData, qualityLetter } from './meter-chart-data.ts';
import { readingName, rejectedReadings } from './rejected-readings.ts';

const grainNames: Readonly<Record<Exclude<ChartLevel, 'hour'>, string>> = {
  day: 'daily',
  month: 'monthly',
  year: 'yearly',
};
const hourMs = 3_600_000;

/** What a chart that is `width` pixels wide shows of a meter in a stretch of time. */
export async function loadMeterChart(
  read: ReadSide,
  meter: MeterAssets,
  view: ChartView,
  width: number,
): Promise<MeterChartData> {
  const limit = Math.max(200, Math.min(2_000, width));
  const [days, repaired, series] = await Promise.all([
    valuesIn(read, meter.days, view),
    meter.repaired === undefined ? [] : valuesIn(read, meter.repaired, view),
    read.seriesNames(),
  ]);
  const wanted = levelFor(view, width);
  const hours = wanted === 'hour' ? hourBars(repaired, schemeOf(meter.days)) : undefined;
  const level: ChartLevel = wanted === 'hour' && hours === undefined ? 'day' : wanted;
  const [readings, bars, incidents] = await Promise.all([
    series.includes(meter.id) && meter.readings !== undefined
      ? read.samples(meter.id, view.from, view.to, limit)
      : { points: [], total: 0, thinned: false },
    hours ?? amountBars(read, meter.consumption.get(grainNames[level === 'hour' ? 'day' : level]), view),
    loadIncidents(read, meter.anomalies, view),
  ]);
  const scheme = schemeOf(meter.days);
  const points = readings.points.filter(({ kind }) => !kind.startsWith('energy'));
  const rejected = rejectedReadings(
    repaired.map(({ value }) => value),
    points,
    view,
  );
  return {
    view,
    level,
    register: registerLine(days, scheme, limit, level === 'hour' && !readings.thinned ? points : [], rejected),
    readings: {
      times: points.map(({ time }) => time),
      values: points.map(({ value }) => value),
      total: readings.total,
      thinned: readings.thinned,
    },
    bars,
    bands: qualityBands(
      days.map(({ ordinal, start, value }) => ({ from: start, to: scheme.endOf(ordinal), quality: qualityIn(value) })),
    ),
    rejected,
    incidents,
  };
}

async function valuesIn(read: ReadSide, asset: AssetView, { from, to }: ChartView): Promise<ValueView[]> {
  if (asset.summary === null) return [];
  const scheme = schemeOf(asset);
  const strip = readStrip(asset.summary);
  const [first, last] = [scheme.ordinalAt(from), scheme.ordinalAt(to)];
  return read.values(asset.key, Math.max(first - 1, strip.first), Math.min(last + 1, lastOrdinal(strip)));
}

async function amountBars(
  read: ReadSide,
  asset: AssetView | undefined,
  view: ChartView,
): Promise<MeterChartData['bars']> {
  if (asset === undefined) return { starts: [], ends: [], values: [], shares: [], qualities: '' };
  const scheme = schemeOf(asset);
  const values = await valuesIn(read, asset, view);
  return {
    starts: values.map(({ start }) => start),
    ends: values.map(({ ordinal }) => scheme.endOf(ordinal)),
    values: values.map(({ value }) => numberIn(value, 'consumption')),
    shares: values.map(({ value }) => shareOf(value)),
    qualities: values.map(({ value }) => qualityLetter(qualityIn(value))).join(''),
  };
}

function shareOf(value: unknown): number {
  const share = numberIn(value, 'measuredShare') ?? (qualityIn(value) === 'measured' ? 1 : 0);
  return Math.round(share * 1_000) / 1_000;
}

/** Amounts by the hour, where readings are dense enough to know any; undefined where none is known. */
function hourBars(repaired: readonly ValueView[], scheme: PartitionScheme<Grain>): MeterChartData['bars'] | undefined {
  const starts: number[] = [];
  const values: (number | null)[] = [];
  for (const { ordinal, value } of repaired) {
    const hours = (value as { readonly hours?: readonly (number | null)[] } | null)?.hours ?? [];
    hours.forEach((amount, hour) => {
      starts.push(scheme.startOf(ordinal) + hour * hourMs);
      values.push(amount);
    });
  }
  if (!values.some((value) => value !== null)) return undefined;
  return {
    starts,
    ends: starts.map((start) => start + hourMs),
    values,
    shares: values.map((value) => (value === null ? 0 : 1)),
    qualities: values.map((value) => (value === null ? 'u' : 'm')).join(''),
  };
}

/** The register at the end of each day; close up also at each believed reading. */
function registerLine(
  days: readonly ValueView[],
  scheme: PartitionScheme<Grain>,
  limit: number,
  readings: readonly { readonly time: number; readonly value: number }[],
  rejected: MeterChartData['rejected'],
): MeterChartData['register'] {
  const ends = days.map(({ ordinal, value }) => ({ time: scheme.endOf(ordinal), value: numberIn(value, 'close') }));
  if (ends.every(({ value }) => value === null)) return { times: [], values: [] };
  const unbelieved = new Set(rejected.map(readingName));
  const points = [...ends, ...readings.filter((one) => !unbelieved.has(readingName(one)))].sort(
    (a, b) => a.time - b.time,
  );
  const times = points.map(({ time }) => time);
  const values = points.map(({ value }) => value);
  const kept = thinIndices({ times, columns: [values] }, limit);
  return { times: kept.map((i) => times[i] as number), values: kept.map((i) => values[i] ?? null) };
}

async function loadIncidents(
  read: ReadSide,
  asset: AssetView | undefined,
  view: ChartView,
): Promise<MeterChartData['incidents']> {
  if (asset === undefined) return [];
  const values = await valuesIn(read, asset, view);
  return newestAnomalies([{ asset: asset.key, values }], 200)
    .filter(({ start, end }) => start < view.to && end > view.from)
    .map(({ id, type, severity, start, end }) => ({ id, type, severity, from: start, to: end }));
}
