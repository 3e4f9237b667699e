import {
  type Codec,
  flag,
  float64,
  float64List,
  listOf,
  oneOf,
  optionalFloat64,
  record,
  taggedBy,
  text,
  uint32,
} from '@meterworks/assets';
import { type Anomaly, anomalyTypes, severities } from './anomaly.ts';
import type { DailyConsumption, RollupConsumption } from './consumption.ts';
import type { DailyCost, RollupCost } from './cost.ts';
import { type DayValue, methods } from './day-value.ts';
import type { MonthLessons } from './month-lessons.ts';
import { type Profile, profileBases } from './profile.ts';
import { qualities, rollupQualities } from './quality.ts';
import { type Edge, type RepairEvent, type RepairedDay, repairEventTypes } from './repaired-day.ts';

const readingEdge = record({ time: float64, register: float64 });

const edge: Codec<Edge> = taggedBy<Edge>({
  exact: readingEdge,
  between: record({
    fromTime: float64,
    fromRegister: float64,
    toTime: float64,
    toRegister: float64,
    amount: float64,
    known: flag,
    bridged: flag,
    wrap: float64,
  }),
  'after-last': readingEdge,
  'before-first': readingEdge,
  none: record({}),
});

const repairEvent = record<RepairEvent>({
  type: oneOf(repairEventTypes),
  time: float64,
  until: float64,
  from: float64,
  to: float64,
  dropped: uint32,
  amount: float64,
  proposed: flag,
});

export const repairedDay = record<RepairedDay>({
  start: edge,
  end: edge,
  movedByStart: optionalFloat64,
  movedByEnd: optionalFloat64,
  besideStart: float64List,
  besideEnd: float64List,
  count: uint32,
  inner: float64,
  knownAmount: float64,
  knownTime: float64,
  bridged: flag,
  resolution: float64,
  hours: float64List,
  events: listOf(repairEvent),
});

/** `movement` is read by the days, `lesson` by what is learned of them; so that neither is touched by a finer resolution or by an event. */
export const repairedDayFacets = {
  movement: [
    'start',
    'end',
    'movedByStart',
    'movedByEnd',
    'besideStart',
    'besideEnd',
    'inner',
    'knownAmount',
    'knownTime',
    'bridged',
  ],
  lesson: ['start', 'end', 'inner', 'bridged', 'hours'],
  evidence: ['count', 'resolution', 'events'],
} as const;

export const monthLessons = record<MonthLessons>({
  amounts: float64List,
  counts: float64List,
  hourAmounts: float64List,
  hourCounts: float64List,
  hourDays: float64List,
  starts: float64List,
  ends: float64List,
  known: float64List,
  classes: float64List,
});

export const profile = record<Profile>({
  basis: oneOf(profileBases),
  season: float64List,
  dayClass: float64List,
  hours: float64List,
  level: optionalFloat64,
  spread: float64List,
  days: uint32,
});

export const dayValue = record<DayValue>({
  close: optionalFloat64,
  advance: optionalFloat64,
  quality: oneOf(qualities),
  measuredShare: float64,
  method: oneOf(methods),
  low: optionalFloat64,
  high: optionalFloat64,
});

/** What readers of a day value depend on: all but the cumulative register, so that a changed offset leaves them fresh. */
export const dayValueFacets = {
  advance: ['advance', 'quality', 'measuredShare', 'method', 'low', 'high'],
  close: ['close'],
} as const;

export const dailyConsumption = record<DailyConsumption>({
  consumption: optionalFloat64,
  quality: oneOf(qualities),
  measuredShare: float64,
  low: optionalFloat64,
  high: optionalFloat64,
});

export const rollupConsumption = record<RollupConsumption>({
  consumption: optionalFloat64,
  quality: oneOf(rollupQualities),
  measuredShare: float64,
  days: uint32,
  unknownDays: uint32,
});

export const dailyCost = record<DailyCost>({
  cost: optionalFloat64,
  fee: float64,
  quality: oneOf(qualities),
  measuredShare: float64,
});

export const rollupCost = record<RollupCost>({
  cost: optionalFloat64,
  fee: float64,
  quality: oneOf(rollupQualities),
  measuredShare: float64,
  days: uint32,
  unknownDays: uint32,
});

export const anomalies = listOf(
  record<Anomaly>({
    id: text,
    type: oneOf(anomalyTypes),
    severity: oneOf(severities),
    start: float64,
    end: float64,
    observed: float64,
    expected: float64,
    lower: float64,
    upper: float64,
    score: float64,
    message: text,
  }),
);
