import type { PhysicalMeter } from '../config/meter.ts';
import {
  commonRateOf,
  type Decision,
  type Readings,
  type RepairedSeries,
  type RepairRules,
  repairReadings,
} from '../repair/index.ts';
import type { KnownRegister } from '../repair/repair-rules.ts';
import type { EntryDoubt, EntryFault, EntryJudgement } from './entry-judgement.ts';

/** What is known of the meter when a reading is typed in. */
export interface EntryFacts {
  readonly meter: PhysicalMeter;
  /** Those there are, in any order. */
  readonly readings: Readings;
  readonly decisions: readonly Decision[];
  /** UTC ms. */
  readonly now: number;
}

const dayMs = 86_400_000;
const yearMs = 365.25 * dayMs;
/** A rate this many times the usual one, or its reciprocal, is worth a second look at the meter. */
const unusual = 3;
/** Shorter stretches of the year before say little: a day may have been a Sunday. */
const shortestUsual = 28 * dayMs;
/** With less before it, nothing is usual yet. */
const shortestHistory = 14 * dayMs;

/**
 * Judges a reading (UTC ms, register in the meter's unit) before it is written, by what the repair believes of those that are there.
 * Faults forbid it, doubts only ask for a second look.
 */
export function judgeEntry({ meter, readings, decisions, now }: EntryFacts, entry: KnownRegister): EntryJudgement {
  const series = repairReadings(readings, rulesOf(meter, decisions));
  const before = pointAt(series, lastBefore(series, entry.time));
  const after = pointAt(series, firstAfter(series, entry.time));
  const fall = before === null ? 0 : before.register - entry.register;
  const wrap = fall > 0 && meter.digits !== undefined ? 10 ** meter.digits : 0;
  const days = before === null ? 0 : (entry.time - before.time) / dayMs;
  const most = series.maxRate * 24;
  const isRollover = wrap > 0 && wrap - fall <= most * days;
  const amount = before === null || (fall > 0 && !isRollover) ? null : isRollover ? wrap - fall : -fall;
  const perDay = amount === null || days === 0 ? null : amount / days;
  const usual = before === null ? undefined : usualRate(series, before.time, entry.time);
  const faults = faultsOf(meter, readings, now, entry);
  const doubts: EntryDoubt[] = [];
  if (before !== null && fall > 0)
    doubts.push(isRollover ? { kind: 'rolls-over', from: before.register } : { kind: 'falls', from: before.register });
  if (after !== null && entry.register > after.register && !isExchangedBetween(meter, entry.time, after.time))
    doubts.push({ kind: 'above-next', next: after.register });
  const others = registersAt(readings, entry.time).filter((register) => register !== entry.register);
  if (others.length > 0) doubts.push({ kind: 'another-register', registers: others });
  if (amount !== null && perDay !== null) {
    if (amount > most * days + series.resolution) doubts.push({ kind: 'too-fast', mostPerDay: most });
    else if (usual !== undefined && Math.abs(amount - usual.perDay * days) > unusual * series.resolution) {
      if (perDay > unusual * usual.perDay) doubts.push({ kind: 'much-more' });
      else if (perDay * unusual < usual.perDay) doubts.push({ kind: 'much-less' });
    }
  }
  return {
    faults,
    doubts: faults.length > 0 ? [] : doubts,
    before,
    after,
    amount,
    perDay,
    usualPerDay: usual?.perDay ?? null,
    usualOf: usual?.of ?? null,
  };
}

function rulesOf(meter: PhysicalMeter, decisions: readonly Decision[]): RepairRules {
  const known = (end: PhysicalMeter['installed'], register: number | undefined): KnownRegister | undefined =>
    end === undefined || register === undefined ? undefined : { time: end.time, register };
  return {
    maxRate: meter.maxRate,
    commonRate: commonRateOf(meter.unit),
    digits: meter.digits,
    initial: known(meter.installed, meter.initialReading),
    final: known(meter.removed, meter.finalReading),
    exchanges: meter.exchanges?.map(({ time, finalReading, initialReading }) => ({
      time,
      oldRegister: finalReading,
      newRegister: initialReading,
    })),
    decisions,
  };
}

function faultsOf(meter: PhysicalMeter, readings: Readings, now: number, { time, register }: KnownRegister) {
  const faults: EntryFault[] = [];
  const { installed, removed, digits } = meter;
  if (!Number.isFinite(register)) faults.push({ kind: 'not-a-number' });
  else if (register < 0) faults.push({ kind: 'negative' });
  else if (digits !== undefined && register >= 10 ** digits)
    faults.push({ kind: 'beyond-digits', limit: 10 ** digits });
  if (time > now) faults.push({ kind: 'in-the-future', now });
  if (installed !== undefined && time < installed.time)
    faults.push({ kind: 'before-installation', installed: installed.time });
  if (removed !== undefined && time > removed.time) faults.push({ kind: 'after-removal', removed: removed.time });
  if (registersAt(readings, time).includes(register)) faults.push({ kind: 'known' });
  return faults;
}

function registersAt({ times, registers }: Readings, time: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < times.length; i++) if (times[i] === time) found.push(registers[i] as number);
  return found;
}

function isExchangedBetween({ exchanges = [] }: PhysicalMeter, from: number, to: number): boolean {
  return exchanges.some(({ time }) => time > from && time <= to);
}

/** Index of the last believed point before an instant; −1 where there is none. */
function lastBefore({ times }: RepairedSeries, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function firstAfter(series: RepairedSeries, time: number): number {
  const next = lastBefore(series, time) + 1;
  return series.times[next] === time ? next + 1 : next;
}

function pointAt({ times, registers }: RepairedSeries, index: number): KnownRegister | null {
  const time = times[index];
  const register = registers[index];
  return time === undefined || register === undefined ? null : { time, register };
}

/** Per day: of the same stretch a year earlier, or else of all the time before it. */
function usualRate(
  series: RepairedSeries,
  from: number,
  to: number,
): { readonly perDay: number; readonly of: 'year-before' | 'all-before' } | undefined {
  const first = series.times[0];
  if (first === undefined) return undefined;
  const middle = (from + to) / 2 - yearMs;
  const half = Math.max(to - from, shortestUsual) / 2;
  if (middle - half >= first && middle + half <= from)
    return {
      perDay: (counted(series, middle + half) - counted(series, middle - half)) / ((2 * half) / dayMs),
      of: 'year-before',
    };
  if (from - first < shortestHistory) return undefined;
  return { perDay: counted(series, from) / ((from - first) / dayMs), of: 'all-before' };
}

/** What was counted from the first believed point to an instant not after the last one; even within an interval. */
function counted({ times, amounts }: RepairedSeries, until: number): number {
  let sum = 0;
  for (let i = 0; i + 1 < times.length; i++) {
    const start = times[i] as number;
    const end = times[i + 1] as number;
    if (end >= until) return sum + ((amounts.at(i) as number) * (until - start)) / (end - start);
    sum += amounts.at(i) as number;
  }
  return sum;
}
