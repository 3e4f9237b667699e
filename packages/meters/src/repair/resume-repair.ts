import type { Zone } from '@meterworks/assets';
import { candidateKinds } from './candidate-rows.ts';
import { chooseCut, keptReadings, type RepairCheckpoint } from './checkpoint.ts';
import { isKnownInterval } from './known-interval.ts';
import { learnFrom, type Scales } from './learn-scales.ts';
import { MovedAmounts } from './moved-amounts.ts';
import { allowsTotal } from './passage.ts';
import type { Repaired } from './repair-readings.ts';
import type { Readings, RepairRules } from './repair-rules.ts';
import { intervalFlags } from './repaired-series.ts';
import { findHolds } from './stale-holds.ts';
import { hourMs } from './step-statistics.ts';
import { mostWithin, transitionRules } from './transition.ts';

/**
 * Goes on with a repair: gives the end of the series as `repairReadings` would give it, from the first reading kept on. Undefined where that
 * cannot be told from there: what was kept has changed since, a new reading does not simply follow the one before it, or what is normal for
 * the meter is another thing now. As every reading follows the one before it by a plain step, the path through them is the cheapest one
 * whatever lies before, and nothing of what lies before is decided anew.
 *
 * @param readings the readings kept that lie before the days to be computed, then all later ones
 */
export function resumeRepair(
  checkpoint: RepairCheckpoint,
  readings: Readings,
  rules: RepairRules,
  zone: Zone,
): Repaired | undefined {
  if (rules.decisions.length > 0 || !beginsWith(readings, checkpoint)) return undefined;
  const { before, learned, scales: former, bounds } = checkpoint;
  const cut = chooseCut(readings, zone);
  const further = cut !== undefined && cut.outset >= before ? cut : undefined;
  const learning = learnFrom(readings, rules, { before: { learned, start: before }, mark: further?.outset ?? 0 });
  if (learning === undefined) return undefined;
  const { scales } = learning;
  if (!sameScales(scales, former) || !allowsTotal(bounds, scales.total) || !isCalm(readings, scales, rules))
    return undefined;
  const { times, registers } = readings;
  const flags = new Uint8Array(times.length);
  for (let p = 0; p < times.length - 1; p++) {
    const milliseconds = (times[p + 1] as number) - (times[p] as number);
    const amount = (registers[p + 1] as number) - (registers[p] as number);
    if (isKnownInterval(milliseconds, amount, scales.resolution)) flags[p] = intervalFlags.known;
  }
  const { resolution, maxRate } = scales;
  const series = {
    times,
    registers,
    amounts: new MovedAmounts(registers, new Map()),
    flags,
    events: [],
    resolution,
    maxRate,
  };
  if (further === undefined || learning.learned === undefined) return { series, kept: undefined };
  const kept = { ...keptReadings(readings, further), learned: learning.learned, scales, bounds };
  return { series, kept: { day: further.day, points: further.first, checkpoint: kept } };
}

/** Whether what was kept is there still. */
function beginsWith({ times, registers }: Readings, kept: RepairCheckpoint): boolean {
  const count = kept.times.length;
  if (times.length < count) return false;
  for (let i = kept.before; i < count; i++) {
    if (times[i] !== kept.times[i] || registers[i] !== kept.registers[i]) return false;
  }
  return true;
}

/** All but what every reading changes. */
function sameScales(one: Scales, other: Scales): boolean {
  return (
    one.maxRate === other.maxRate &&
    one.holdRate === other.holdRate &&
    one.tolerance === other.tolerance &&
    one.resolution === other.resolution &&
    one.sparse === other.sparse
  );
}

/** Whether each reading follows the one before it by a plain step, and none ends a stale hold. */
function isCalm(readings: Readings, scales: Scales, rules: RepairRules): boolean {
  const { times, registers } = readings;
  const { maxRate, slack } = transitionRules(scales, rules);
  for (let i = 1; i < times.length; i++) {
    const change = (registers[i] as number) - (registers[i - 1] as number);
    const milliseconds = (times[i] as number) - (times[i - 1] as number);
    // Path and points each ask in their own order of rounding.
    const most = Math.min(maxRate * (milliseconds / hourMs), mostWithin(milliseconds, maxRate));
    if (!(milliseconds > 0 && change >= 0 && change <= most + slack)) return false;
  }
  const candidates = { times, registers, kinds: new Uint8Array(times.length).fill(candidateKinds.read) };
  return findHolds(candidates, scales).length === 0;
}
