import { type Grain, type OrdinalRange, type PartitionScheme, parseDay } from '@meterworks/assets';

/** How far back a chart goes; lives in the address, as do the two dates of a stretch that was dragged. */
export const presets = ['90', '365', 'all'] as const;
export type Preset = (typeof presets)[number];

export type SeriesRange =
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'dates'; readonly from: string; readonly to: string };

export function parseSeriesRange(params: Readonly<Record<string, string | undefined>>): SeriesRange {
  const { from, to, range } = params;
  const [first, last] = [parseDay(from ?? ''), parseDay(to ?? '')];
  if (from !== undefined && to !== undefined && first !== undefined && last !== undefined && first <= last) {
    return { kind: 'dates', from, to };
  }
  return { kind: 'preset', preset: presets.find((preset) => preset === range) ?? '365' };
}

/** The ordinals of a range, within those that the asset has. Presets count days back from the asset's last partition. */
export function ordinalsOf(range: SeriesRange, scheme: PartitionScheme<Grain>, extent: OrdinalRange): OrdinalRange {
  if (extent.to < extent.from || scheme.grain === 'none') return extent;
  if (range.kind === 'preset') {
    if (range.preset === 'all') return extent;
    const first = scheme.lastDay(extent.to) - Number(range.preset) + 1;
    return { from: Math.max(extent.from, scheme.ordinalOfDay(first)), to: extent.to };
  }
  const [from, to] = [parseDay(range.from) ?? 0, parseDay(range.to) ?? 0];
  return {
    from: Math.max(extent.from, scheme.ordinalOfDay(from)),
    to: Math.min(extent.to, scheme.ordinalOfDay(to)),
  };
}
