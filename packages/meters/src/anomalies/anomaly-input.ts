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
  /** Last day on which a reading is waited for: of a meter that was removed, or exchanged for another. */
  readonly lastServed?: number | undefined;
  /** Only of virtual meters that are left over from others: their measured days. */
  readonly balanceAt?: ((day: number) => DayBalance | undefined) | undefined;
}

/** A day on which a whole and its parts were all measured, in the meter's unit. */
export interface DayBalance {
  /** What is taken from: the sum of the positive terms. */
  readonly whole: number;
  /** What is left of it, negative where the parts exceed it. */
  readonly rest: number;
}
