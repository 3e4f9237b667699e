import type { Grain, PartitionScheme } from '@meterworks/assets';
import type { SamplesView, ValueView } from '@meterworks/runtime/read';
import { chartShapeOf, numberIn, qualityIn } from './chart-shape.ts';
import { type QualityBand, qualityBands } from './quality-bands.ts';
import { thinIndices } from './thin-columns.ts';

/** One chart, ready for the browser. Times are UTC seconds. */
export interface ChartPanel {
  /** What it shows; names its title. */
  readonly subject: 'readings' | 'close' | 'advance' | 'consumption';
  /** `line`: values at instants; `bars`: amounts from their time on. */
  readonly kind: 'line' | 'bars';
  readonly times: readonly number[];
  readonly values: readonly (number | null)[];
  /** Of each value. */
  readonly qualities: readonly string[];
  readonly bands: readonly QualityBand[];
}

export interface ChartData {
  readonly panels: readonly ChartPanel[];
  /** What all panels reach over: the start of the first partition and the end of the last, or the first and last sample. */
  readonly extent: { readonly from: number; readonly to: number };
  /** How many values there are in the range, and whether fewer are shown. */
  readonly total: number;
  readonly thinned: boolean;
}

/** Points that go to the browser at most. */
export const pointLimit = 2_000;

/** What can be drawn of stored values; undefined where they have no field that we know. */
export function chartOfValues(values: readonly ValueView[], scheme: PartitionScheme<Grain>): ChartData | undefined {
  const shape = values.map(({ value }) => chartShapeOf(value)).find((found) => found !== undefined);
  if (shape === undefined) return undefined;
  const columns = shape.fields.map((field) => values.map(({ value }) => numberIn(value, field)));
  const spans = values.map(({ ordinal, start, value }) => ({
    from: start / 1_000,
    to: scheme.endOf(ordinal) / 1_000,
    quality: qualityIn(value),
  }));
  const kept = thinIndices({ times: spans.map(({ from }) => from), columns }, pointLimit);
  const bands = qualityBands(spans);
  const panels = shape.fields.map((field, i): ChartPanel => {
    const kind = field === 'close' ? 'line' : 'bars';
    return {
      subject: field,
      kind,
      times: kept.map((at) => (kind === 'line' ? spans[at]?.to : spans[at]?.from) ?? 0),
      values: kept.map((at) => columns[i]?.[at] ?? null),
      qualities: kept.map((at) => spans[at]?.quality ?? 'unknown'),
      bands,
    };
  });
  const extent = { from: spans[0]?.from ?? 0, to: spans.at(-1)?.to ?? 0 };
  return { panels, extent, total: values.length, thinned: kept.length < values.length };
}

/** Raw samples as they came. */
export function chartOfSamples(samples: SamplesView): ChartData {
  const { points, total, thinned } = samples;
  const panel: ChartPanel = {
    subject: 'readings',
    kind: 'line',
    times: points.map(({ time }) => time / 1_000),
    values: points.map(({ value }) => value),
    qualities: points.map(() => 'measured'),
    bands: [],
  };
  const extent = { from: panel.times[0] ?? 0, to: panel.times.at(-1) ?? 0 };
  return { panels: points.length === 0 ? [] : [panel], extent, total, thinned };
}
