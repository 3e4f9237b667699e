import type { Zone } from '@meterworks/assets';
import { believedPoints } from './believed-points.ts';
import type { Candidates } from './candidate-rows.ts';
import { cheapestPath } from './cheapest-path.ts';
import { type Cut, chooseCut, keptReadings, type RepairCheckpoint } from './checkpoint.ts';
import { type Learning, learnFrom } from './learn-scales.ts';
import { allowsTotal } from './passage.ts';
import { prepareReadings } from './prepare-readings.ts';
import type { Readings, RepairRules } from './repair-rules.ts';
import type { RepairedSeries } from './repaired-series.ts';
import { dropStaleHolds } from './stale-holds.ts';
import { pathCosts, transitionRules } from './transition.ts';

/**
 * Decides which readings of a meter are believed and what its register moved between them: the cheapest admissible path (see
 * `PathCosts`), after the repeats of stale holds are dropped. What contradicts the believed past at the end of the series stays out,
 * with a proposal, until enough readings support it. A pure function of readings and rules; the order of the readings does not matter.
 */
export function repairReadings(readings: Readings, rules: RepairRules): RepairedSeries {
  return repairAll(readings, rules, () => undefined).series;
}

/** A repaired series, and from where it can be gone on with. */
export interface Repaired {
  readonly series: RepairedSeries;
  /** Undefined where the series does not come to a calm end, or all of it depends on all that the meter moved. */
  readonly kept: Kept | undefined;
}

export interface Kept {
  /** First local day that is not settled by the readings before it. */
  readonly day: number;
  /** Number of the series' points before the first reading kept. */
  readonly points: number;
  readonly checkpoint: RepairCheckpoint;
}

/** Repairs readings as `repairReadings` does, and keeps what is needed to go on with the next ones. */
export function repairKeeping(readings: Readings, rules: RepairRules, zone: Zone): Repaired {
  return repairAll(readings, rules, (prepared) => chooseCut(prepared, zone));
}

function repairAll(readings: Readings, rules: RepairRules, cutOf: (prepared: Candidates) => Cut | undefined): Repaired {
  const prepared = prepareReadings(readings, rules);
  const cut = cutOf(prepared);
  const { scales, learned } = learnFrom(prepared, rules, { mark: cut?.outset ?? 0 }) as Learning;
  const { candidates, endsHold } = dropStaleHolds(prepared, scales);
  const transitions = transitionRules(scales, rules);
  const path = cheapestPath(candidates, transitions, pathCosts(scales));
  const { series, bounds } = believedPoints(candidates, path, scales, transitions, endsHold);
  if (cut === undefined || learned === undefined) return { series, kept: undefined };
  // The readings kept are the last ones of the candidates and of the points, too, if nothing is dropped among them.
  const length = prepared.times.length - cut.first;
  const calm =
    allowsTotal(bounds, scales.total) &&
    path.calmFrom < candidates.times.length - length &&
    endsHold?.includes(1, candidates.times.length - length) !== true;
  if (!calm) return { series, kept: undefined };
  const checkpoint = { ...keptReadings(prepared, cut), learned, scales, bounds };
  return { series, kept: { day: cut.day, points: path.length - length, checkpoint } };
}
