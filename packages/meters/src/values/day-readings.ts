/**
 * The raw readings of one meter inside one local day, ascending in time, in the meter's output unit.
 * Equal times with different values may occur: the repair lets them compete.
 */
export interface DayReadings {
  /** UTC milliseconds. */
  readonly times: Float64Array;
  /** Cumulative register. NaN where the writer stored something that is no number. */
  readonly registers: Float64Array;
  /** 1 where the writer was an `input_number` of Home Assistant, which writes an unchanged value again when it restarts. */
  readonly rewritable?: Uint8Array;
}
