import { believedPoints } from './believed-points.ts';
import { cheapestPath } from './cheapest-path.ts';
import { learnScales } from './learn-scales.ts';
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
  const prepared = prepareReadings(readings, rules);
  const scales = learnScales(prepared, rules);
  const { candidates, endsHold } = dropStaleHolds(prepared, scales);
  const transitions = transitionRules(scales, rules);
  const path = cheapestPath(candidates, transitions, pathCosts(scales));
  return believedPoints(candidates, path, scales, transitions, endsHold);
}
