import type { Checkpoint, Zone } from '@meterworks/assets';
import { type GapShape, splitGaps } from '../gaps/index.ts';
import {
  type Kept,
  type Readings,
  type RepairCheckpoint,
  type RepairedSeries,
  type RepairRules,
  repairKeeping,
  repairReadings,
  resumeRepair,
} from '../repair/index.ts';
import type { RepairedDay } from '../values/repaired-day.ts';
import { anythingUnseen, areDaysSettled } from './settled-days.ts';
import { countMovements, isCoarse, type Movements, spreadCoarse } from './spread-ticks.ts';
import { type MeterLife, summarizeDays } from './summarize-days.ts';

/** Which days are asked for, and by what they are told. */
export interface DaysAsked extends MeterLife {
  readonly zone: Zone;
  /** Local day numbers, ascending, without dates that the zone skipped. */
  readonly days: ArrayLike<number>;
  readonly gapShape?: GapShape | undefined;
}

/** What repaired days leave behind, to go on with those that are not settled. */
export interface DaysCheckpoint extends RepairCheckpoint {
  /** Before the first reading kept. */
  readonly movements: Movements;
  readonly coarse: boolean;
}

export interface RepairedDays {
  /** One for each of the days asked for. */
  readonly days: readonly RepairedDay[];
  /** From the first day that is not settled; undefined where a later reading may change any of them. */
  readonly checkpoint: Checkpoint<DaysCheckpoint> | undefined;
}

/** What is believed of each day, by all readings of a meter. */
export function repairDays(readings: Readings, rules: RepairRules, asked: DaysAsked): RepairedDays {
  const { series, kept } = repairKeeping(readings, rules, asked.zone);
  const coarse = isCoarse(countMovements(series, series.times.length));
  const spread = coarse ? spreadCoarse(series) : series;
  return {
    days: daysOf(spread, asked),
    checkpoint:
      kept !== undefined && areDaysSettled(spread, kept.day, asked.zone)
        ? checkpointOf(series, kept, { all: 0, single: 0 }, coarse)
        : undefined,
  };
}

/**
 * What is believed of the days that were not settled, and of later ones: as `repairDays` would have it. Undefined where only all readings tell.
 *
 * @param readings those kept that lie before the first of the days, then all since
 */
export function resumeDays(
  { movements, coarse, ...checkpoint }: DaysCheckpoint,
  readings: Readings,
  rules: RepairRules,
  asked: DaysAsked,
): RepairedDays | undefined {
  const resumed = resumeRepair(checkpoint, readings, rules, asked.zone);
  if (resumed === undefined) return undefined;
  const { series, kept } = resumed;
  const all = sum(movements, countMovements(series, series.times.length));
  const spread = coarse ? spreadCoarse(series) : series;
  const first = asked.days[0];
  if (isCoarse(all) !== coarse || first === undefined || anythingUnseen(spread, first, asked.zone)) return undefined;
  return {
    days: daysOf(spread, asked),
    checkpoint: kept === undefined ? undefined : checkpointOf(series, kept, movements, coarse),
  };
}

/** As `repairDays`, of a register that something else tells more of: `shaped` puts it between the believed readings. */
export function shapedDays(
  readings: Readings,
  rules: RepairRules,
  asked: DaysAsked,
  shaped: (series: RepairedSeries) => RepairedSeries,
): RepairedDay[] {
  return daysOf(shaped(repairReadings(readings, rules)), asked);
}

function daysOf(series: RepairedSeries, { days, zone, gapShape, ...life }: DaysAsked): RepairedDay[] {
  const from = days[0];
  if (from === undefined) return [];
  const summaries = summarizeDays(series, zone, from, days[days.length - 1] as number, life);
  return splitGaps(days, summaries, zone, gapShape);
}

function checkpointOf(
  series: RepairedSeries,
  { day, points, checkpoint }: Kept,
  before: Movements,
  coarse: boolean,
): RepairedDays['checkpoint'] {
  const movements = sum(before, countMovements(series, points));
  return { from: day, state: { ...checkpoint, movements, coarse } };
}

function sum(one: Movements, other: Movements): Movements {
  return { all: one.all + other.all, single: one.single + other.single };
}
