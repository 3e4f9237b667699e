import { type Grain, type OrdinalRange, type PartitionScheme, parseDay } from '@meterworks/assets';

/** How far back a chart goes; lives in the address, as do the two dates of a stretch that was dragged. */
export const presets = ['90', '365', 'all'] as const;
export type Preset = (typeof presets)[number];

export type SeriesRange =
  /** Nothing chosen: a year of days, all months and years. */
  | { readonly kind: 'default' }
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'dates'; readonly from: string; readonly to: string };

export function parseSeriesRange(params: Readonly<Record<string, string | undefined>>): SeriesRange {
  const { from, to, range } = params;
  const [first, last] = [parseDay(from ?? ''), parseDay(to ?? '')];
  if (from !== undefined && to !== undefined && first !== undefined && last !== undefined && first <= last) {
    return { kind: 'dates', from, to };
  }
  const preset = presets.find((one) => one === range);
  return preset === undefined ? { kind: 'default' } : { kind: 'preset', preset };
}

/** The preset that applies; undefined where dates were chosen. */
export function presetOf(range: SeriesRange, grain: string): Preset | undefined {
  if (range.kind === 'dates') return undefined;
  if (range.kind === 'preset') return range.preset;
  return grain === 'day' || grain === 'hour' ? '365' : 'all';
}

/** The ordinals of a range, within those that the asset has. Presets count days back from the asset's last partition. */
export function ordinalsOf(range: SeriesRange, scheme: PartitionScheme<Grain>, extent: OrdinalRange): OrdinalRange {
  if (extent.to < extent.from || scheme.grain === 'none') return extent;
  const preset = presetOf(range, scheme.grain);
  if (preset === 'all') return extent;
  if (range.kind !== 'dates') {
    const first = scheme.lastDay(extent.to) - Number(preset) + 1;
    return { from: Math.max(extent.from, scheme.ordinalOfDay(first)), to: extent.to };
  }
  const [from, to] = [parseDay(range.from) ?? 0, parseDay(range.to) ?? 0];
  return {
    from: Math.max(extent.from, scheme.ordinalOfDay(from)),
    to: Math.min(extent.to, scheme.ordinalOfDay(to)),
  };
}
