/** The interval energy of one meter that starts inside one local day, ascending in time, in the meter's output unit. */
export interface DayIntervals {
  /** UTC ms. Several sources may tell of one start. */
  readonly starts: Float64Array;
  readonly amounts: Float64Array;
}
