/** A stretch of time whose values are not measured. Times are in the unit that they came in. */
export interface QualityBand {
  readonly from: number;
  readonly to: number;
  readonly quality: string;
}

/** Consecutive partitions of one quality as one band, without what is measured. `from` and `to` are a partition's start and end. */
export function qualityBands(
  partitions: readonly { readonly from: number; readonly to: number; readonly quality: string }[],
): QualityBand[] {
  const bands: QualityBand[] = [];
  for (const { from, to, quality } of partitions) {
    if (quality === 'measured') continue;
    const last = bands.at(-1);
    if (last !== undefined && last.quality === quality && last.to >= from) bands[bands.length - 1] = { ...last, to };
    else bands.push({ from, to, quality });
  }
  return bands;
}
