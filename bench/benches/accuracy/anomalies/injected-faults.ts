import type { Measurement } from '../../../measurement.ts';
import { hasRealSeries } from '../real-series.ts';
import type { Section } from '../section.ts';
import { type Trial, tells, tryInjections, untouchedMeter } from './injection-trials.ts';
import { acceptedTypes, type InjectionKind } from './injections.ts';
import { openRealMeters } from './real-meters.ts';

const short: readonly InjectionKind[] = ['spike', 'drop', 'stuck', 'high reading', 'low reading', 'reset', 'silent'];
const rounds = { short: 3, step: 4 } as const;
const aim = 0.9;

/** What is put into the hourly meters of real homes, and how much of it is found; false are incidents that only then were there. */
export const injectedFaults: Section = {
  name: 'anomalies put into real meters',
  measure() {
    if (!hasRealSeries()) return [];
    const meters = openRealMeters().map(untouchedMeter);
    const trials = meters.flatMap((meter) => [
      ...Array.from({ length: rounds.short }, (_, seed) => tryInjections(meter, short, seed)),
      ...(['step up', 'step down'] as const).flatMap((kind) =>
        Array.from({ length: rounds.step }, (_, seed) => tryInjections(meter, [kind], seed)),
      ),
    ]);
    return (Object.keys(acceptedTypes) as InjectionKind[]).flatMap((kind) => rowsOf(kind, trials));
  },
};

function rowsOf(kind: InjectionKind, trials: readonly Trial[]): Measurement[] {
  const accepted: readonly string[] = acceptedTypes[kind];
  let put = 0;
  let found = 0;
  let untrue = 0;
  for (const { injected, incidents } of trials) {
    const ofKind = injected.filter((injection) => injection.kind === kind);
    put += ofKind.length;
    found += ofKind.filter((injection) => incidents.some((incident) => tells(incident, injection))).length;
    const judged = incidents.filter(({ type }) => accepted.includes(type));
    untrue += judged.filter((incident) => !injected.some((injection) => tells(incident, injection))).length;
  }
  const figure = { case: `anomaly ${kind}, ${put} put in`, unit: '', better: 'higher', aim } as const;
  return [
    { ...figure, metric: 'recall', value: found / put },
    { ...figure, metric: 'precision', value: found / (found + untrue) },
  ];
}
