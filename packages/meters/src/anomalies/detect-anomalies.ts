import type { Anomaly } from '../values/anomaly.ts';
import type { AnomalyInput } from './anomaly-input.ts';
import { readBalance } from './balance-columns.ts';
import { reportBalance } from './balance-layer.ts';
import { readDayColumns } from './day-columns.ts';
import { reportEvents } from './event-layer.ts';
import { reportContinuousFlow } from './flow-layer.ts';
import { reportIntervals } from './interval-layer.ts';
import { reportLevels } from './level-layer.ts';
import { reportLimits } from './limit-layer.ts';
import { learnRests } from './rests.ts';
import { reportSilence } from './silence-layer.ts';
import { reportSteps } from './step-layer.ts';
import { reportStuck } from './stuck-layer.ts';
import { type Report, toAnomaly } from './verdict.ts';
import { isWithinTolerance } from './within-tolerance.ts';

/**
 * The verdicts on one meter's local days `from`…`to` (day numbers); days without any have no entry. Each day's verdicts are a function of
 * that day and at most the 520 before it, so that a late change touches no others, and any cut of the range gives the same.
 * Only measured amounts are tested and teach.
 */
export function detectAnomalies(input: AnomalyInput): Map<number, Anomaly[]> {
  const verdicts = new Map<number, Anomaly[]>();
  const columns = readDayColumns(input);
  const balanceDays = input.balanceAt === undefined ? undefined : readBalance(columns, input.balanceAt);
  const report: Report = (day, verdict) => {
    if (balanceDays !== undefined && isWithinTolerance(balanceDays, input.kind, day, verdict)) return;
    const ofDay = verdicts.get(day);
    const anomaly = toAnomaly(input, day, verdict);
    if (ofDay === undefined) verdicts.set(day, [anomaly]);
    // One record a type and day: layers report in the order of their evidence, the first one wins.
    else if (ofDay.every((other) => other.type !== anomaly.type)) ofDay.push(anomaly);
  };
  if (input.repairedAt !== undefined) reportEvents(input, columns, report);
  const restOn = learnRests(input, columns);
  reportLimits(input, columns, report);
  const told = reportLevels(input, columns, restOn, report);
  const toldOrStuck = reportStuck(input, columns, restOn, told, report);
  if (input.repairedAt !== undefined) {
    reportIntervals(input, columns, report);
    reportContinuousFlow(input, columns, report);
    reportSilence(input, columns, report);
  }
  if (balanceDays !== undefined) reportBalance(input, columns, balanceDays, toldOrStuck, report);
  reportSteps(input, columns, toldOrStuck, report);
  return verdicts;
}
