import type { Zone } from '@meterworks/assets';
import type { DailyConsumption } from '../values/consumption.ts';
import type { RepairedDay } from '../values/repaired-day.ts';

export type MeterKind = 'electricity' | 'gas' | 'heat' | 'water' | 'other';

/** What the verdicts of a contiguous range of local days are made from. Days are day numbers, amounts in the meter's output unit. */
export interface AnomalyInput {
  readonly meterId: string;
  readonly unit: string;
  readonly kind: MeterKind;
  readonly zone: Zone;
  /** First and last day wanted. */
  readonly from: number;
  readonly to: number;
  /** First day there is: nothing is asked for before it. */
  readonly first: number;
  readonly consumptionAt: (day: number) => DailyConsumption | undefined;
  /** Only of physical meters. */
  readonly repairedAt?: ((day: number) => RepairedDay | undefined) | undefined;
  /** Highest plausible rate per hour, where declared. */
  readonly maxRate?: number | undefined;
  /**
   * Only of virtual meters: what a day's result is left over from (the sum of its positive terms), undefined where that is not known. A
   * negative result means that the parts exceed it.
   */
  readonly wholeAt?: ((day: number) => number | undefined) | undefined;
}
