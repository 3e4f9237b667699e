import type { Measurement } from '../../../measurement.ts';
import { hasRealSeries } from '../real-series.ts';
import type { Section } from '../section.ts';
import { isElsewhere, type Trial, tells, tellsAbsence, trialMeter, tryInjection } from './injection-trials.ts';
import { acceptedTypes, type InjectionKind, sizes } from './injections.ts';
import type { HourlyMeter } from './judged-meter.ts';
import { openRealMeters } from './real-meters.ts';

/** Trials of each kind and meter: the fewest tens that give more than fifty of every kind, as not every meter has a day for each. */
const trials = 10;
const aim = 0.9;
/** Of fewer trials nothing is promised. */
const fewest = 50;

/**
 * What is put into the hourly meters of real homes, one thing a run, and how much of it is found. False is every other incident of the
 * accepted types in the 90 days around it, whether the readings had it before or not.
 */
export const injectedFaults: Section = {
  name: 'anomalies put into real meters',
  measure() {
    if (!hasRealSeries()) return [];
    return injectionRows(openRealMeters(), 'anomaly', trials);
  },
};

/** Recall and precision of every kind, of as many trials with each meter. */
export function injectionRows(meters: readonly HourlyMeter[], label: string, perMeter: number): Measurement[] {
  const ready = meters.map(trialMeter);
  const absencesAreKnown = meters.some(({ absences }) => absences !== undefined);
  return (Object.keys(acceptedTypes) as InjectionKind[]).flatMap((kind) => {
    const seeds = Array.from({ length: perMeter }, (_, seed) => seed);
    const made = ready.flatMap((meter) => seeds.map((seed) => tryInjection(meter, kind, seed)));
    const putIn = made.filter((trial) => trial !== undefined);
    const rows = putIn.length === 0 ? [] : rowsOf(label, kind, putIn);
    return absencesAreKnown ? rows : rows.slice(0, 2);
  });
}

/**
 * Every other incident of the accepted types is false. Where it is known when nobody was there, what says so is right and counts as neither; the last
 * row has it as false all the same.
 */
function rowsOf(label: string, kind: InjectionKind, made: readonly Trial[]): Measurement[] {
  const accepted: readonly string[] = acceptedTypes[kind];
  let found = 0;
  let untrue = 0;
  let ofAbsences = 0;
  for (const { meter, injection, incidents } of made) {
    const judged = incidents.filter(({ type }) => accepted.includes(type));
    if (judged.some((incident) => tells(incident, injection))) found++;
    const others = judged.filter((incident) => isElsewhere(incident, injection));
    const ofAbsence = others.filter((incident) => tellsAbsence(incident, meter)).length;
    ofAbsences += ofAbsence;
    untrue += others.length - ofAbsence;
  }
  const promise = made.length < fewest ? {} : { aim };
  const figure = {
    case: `${label} ${kind} (${sizes[kind]}), ${made.length} put in`,
    unit: '',
    better: 'higher',
  } as const;
  return [
    { ...figure, metric: 'recall', value: found / made.length, ...promise },
    { ...figure, metric: 'precision', value: found / (found + untrue), ...promise },
    { ...figure, metric: 'precision, absences counted as false', value: found / (found + untrue + ofAbsences) },
  ];
}
