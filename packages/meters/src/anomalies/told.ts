/** What layers told of single days, by index, from as far back as any layer asks. */
export interface Told {
  /** 1 where they told that the day is high, −1 where low, 0 else. */
  readonly sides: Int8Array;
  /** Index of the first day of what was told: of a run that nobody knew of yet, and that is no usual day either. */
  readonly starts: Int32Array;
}

/** Amounts up to index `i` without the days that by then belong to something told; NaN for those. Looks at the last `days`. */
export function untoldUpTo(measured: Float64Array, { sides, starts }: Told, i: number, days: number): Float64Array {
  const untold = measured.slice(0, i + 1);
  let since = i + 1;
  for (let k = i; k > Math.max(0, i - days); k--) {
    if (sides[k] !== 0) since = Math.min(since, starts[k] as number);
    if (k >= since) untold[k] = Number.NaN;
  }
  return untold;
}
