import type { RepairedDay } from '@meterworks/meters';
import type { PhysicalMeter } from '@meterworks/meters/config';
import { decisionOf, decisionSeries, type Finding, findingsOf } from '@meterworks/meters/findings';
import type { Decision } from '@meterworks/meters/repair';
import type { SeriesStore } from '@meterworks/runtime';
import type { OpenHouse } from './open-house.ts';

/** A finding of a meter. */
export interface MeterFinding extends Finding {
  readonly meter: PhysicalMeter;
}

/** The user's word on a reading of a meter, whatever became of it. */
export interface MeterDecision extends Decision {
  readonly meter: PhysicalMeter;
}

export interface Findings {
  readonly findings: readonly MeterFinding[];
  readonly decisions: readonly MeterDecision[];
}

/** What the repair found in readings of these meters, as of their last run, on the local days from `from` to `to`, meter by meter. */
export async function loadFindings(
  { engine, stores }: OpenHouse,
  meters: readonly PhysicalMeter[],
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined } = {},
): Promise<Findings> {
  const findings: MeterFinding[] = [];
  const decisions: MeterDecision[] = [];
  for (const meter of meters) {
    const days = await engine.values(`repaired/${meter.id}`, from, to);
    const decided = await decisionsOf(stores.series, meter.id);
    const events = days.flatMap(({ value }) => (value as RepairedDay).events);
    for (const finding of findingsOf(events, decided)) findings.push({ ...finding, meter });
    for (const decision of decided) decisions.push({ ...decision, meter });
  }
  return { findings: findings.sort(byTime), decisions: decisions.sort(byTime) };
}

/** What the user has said of readings of a meter. */
export async function decisionsOf(store: SeriesStore, meterId: string): Promise<Decision[]> {
  const { times, values, kinds, kindNames } = await store.readSamples(decisionSeries(meterId));
  const said = Array.from(times, (time, i) =>
    decisionOf(time, values[i] as number, kindNames[kinds[i] as number] as string),
  );
  return said.filter((decision) => decision !== undefined);
}

function byTime(a: MeterFinding | MeterDecision, b: MeterFinding | MeterDecision): number {
  return a.time - b.time || (a.meter.id < b.meter.id ? -1 : 1);
}
