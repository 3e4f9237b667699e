/** Raw series as the store keeps them: the part of it that meters need. Times are UTC ms. */
export interface SamplesPort {
  /** The samples in [from, to), ascending by time; all of them without bounds. The columns are the caller's own. */
  readSamples(
    series: string,
    from?: number,
    to?: number,
  ): Promise<{
    readonly times: Float64Array;
    readonly values: Float64Array;
    readonly kinds: Uint8Array;
    readonly kindNames: readonly string[];
  }>;
  /**
   * What was added or deleted since the cursor was given out; everything without one. `from` and `to` bound the times touched. Where there is
   * `more`, not all was looked at yet: asking again with the new cursor tells the rest.
   */
  changedSince(cursor: string | undefined): Promise<{
    readonly changed: readonly { readonly series: string; readonly from: number; readonly to: number }[];
    readonly cursor: string;
    readonly more?: boolean;
  }>;
}
