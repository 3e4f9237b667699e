import type { Conversion } from '../units/gas-conversion.ts';
import type { Unit } from '../units/unit.ts';
import type { MeterId } from './meter-id.ts';

/** What every kind of meter has. */
interface MeterBase {
  readonly id: MeterId;
  /** The unit of all its amounts and registers. */
  readonly unit: Unit;
  readonly description?: string;
}

/** An end of a meter's life: the local day (day number) that still belongs to it, and the exact instant in UTC ms. */
export interface LifeEnd {
  readonly day: number;
  readonly time: number;
}

/** A meter was replaced by another that goes on under its name. A register that nobody noted is absent: its part is then estimated. */
export interface Exchange {
  /** UTC ms. */
  readonly time: number;
  readonly finalReading?: number;
  readonly initialReading?: number;
}

/** A counter that hangs on a wall. */
export interface PhysicalMeter extends MeterBase {
  readonly kind: 'physical';
  /** Its first local day, and the instant at which `initialReading` holds: the day's start, or the time given. */
  readonly installed?: LifeEnd;
  /** Its last local day, and the instant at which `finalReading` holds: the day's end, or the time given. */
  readonly removed?: LifeEnd;
  /** Register at `installed.time`. */
  readonly initialReading?: number;
  /** Register at `removed.time`. */
  readonly finalReading?: number;
  /** In order of time. */
  readonly exchanges?: readonly Exchange[];
  /** The register rolls over at 10^digits, in its own unit. */
  readonly digits?: number;
  /** The most that is plausible, in its unit per hour. */
  readonly maxRate?: number;
  /** Whether the readings are a running register or amounts per interval. */
  readonly source: 'register' | 'interval';
  /** How gaps between dense readings are filled; `typical` where absent. */
  readonly gapShape?: 'realistic';
  /** Twelve shares of a year, January to December, adding up to 1. */
  readonly monthlyShares?: readonly number[];
}

/** A source of a master; its amount × `conversionFactor(convert, F of the day)` counts. */
export interface MasterSource {
  readonly meterId: MeterId;
  /** Absent where the units are the same. */
  readonly convert?: Conversion;
}

/** Which sources make a master from `startDay` to `endDay`, local day numbers, both inclusive. */
export interface MasterPeriod {
  readonly startDay: number;
  /** `openEndDay` where the period is open. */
  readonly endDay: number;
  readonly sources: readonly MasterSource[];
  /** Whether the register continues that of the period before; else it takes the source's own value. */
  readonly continuesPrevious: boolean;
}

/** One logical meter over replaced or summed ones. */
export interface MasterMeter extends MeterBase {
  readonly kind: 'master';
  /** In order of time, without gap or overlap; at least one. */
  readonly periods: readonly MasterPeriod[];
}

/** A part of a virtual meter: factor × amount × `conversionFactor(convert, F of the day)` is added. */
export interface VirtualTerm {
  readonly meterId: MeterId;
  /** The sign and multiple alone; 1 for a base, −1 for what is subtracted. Never 0. */
  readonly factor: number;
  /** Absent where the units are the same. */
  readonly convert?: Conversion;
}

/**
 * What becomes of a day's negative result: it is kept; shown as 0, so that sums come out too high by it; or carried into the days
 * after, which give it back, so that no day is negative and sums stay right.
 */
export type Negatives = 'kept' | 'floored' | 'carried';

/** A meter that is calculated: subtraction, sum and expression all become a sum of terms. */
export interface VirtualMeter extends MeterBase {
  readonly kind: 'virtual';
  /** At least one, each meter once. */
  readonly terms: readonly VirtualTerm[];
  readonly negatives: Negatives;
}

export type Meter = PhysicalMeter | MasterMeter | VirtualMeter;
