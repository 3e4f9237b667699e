import { decisionOf, decisionSeries, type Finding, findingsOf } from '@meterworks/meters/findings';
import type { ReadSide } from '@meterworks/runtime/read';
import type { MeterAssets } from '../meters/meter-assets.ts';

/** The user's word on a reading that nothing is found with any more. UTC ms, register in the meter's unit. */
export interface StandingDecision {
  readonly time: number;
  readonly register: number;
  readonly verdict: 'accept' | 'reject';
}

export interface FindingsModel {
  /** Those that wait for a word first, then the newest. */
  readonly findings: readonly Finding[];
  readonly decisions: readonly StandingDecision[];
}

type Event = Parameters<typeof findingsOf>[0] extends Iterable<infer One> ? One : never;

/** What the last run found in the readings of a meter, and what the user has said of them. */
export async function loadFindings(read: ReadSide, { id, repaired }: MeterAssets): Promise<FindingsModel> {
  if (repaired === undefined) return { findings: [], decisions: [] };
  const [days, decided] = await Promise.all([
    read.values(repaired.key, 0, Number.MAX_SAFE_INTEGER),
    decisionsOf(read, id),
  ]);
  const events = days.flatMap(({ value }) => (value as { readonly events?: readonly Event[] } | null)?.events ?? []);
  const findings = findingsOf(events, decided);
  const decisions = decided.filter(
    ({ time, register }) =>
      !findings.some(({ reading }) => reading.time === time && reading.register === register) &&
      // Of a finding that dropped several in a row each has the same word.
      !findings.some(({ time: from, until, verdict }) => verdict !== undefined && from <= time && time <= until),
  );
  const waits = ({ state }: Finding) => (state === 'proposed' ? 1 : 0);
  return {
    findings: findings.sort((a, b) => waits(b) - waits(a) || b.reading.time - a.reading.time),
    decisions: decisions.sort((a, b) => b.time - a.time),
  };
}

/** A house whose readings lie in an InfluxDB keeps its decisions there: then none is known here. */
async function decisionsOf(read: ReadSide, meter: string): Promise<StandingDecision[]> {
  const series = decisionSeries(meter);
  if (!(await read.seriesNames()).includes(series)) return [];
  const { points } = await read.samples(series, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 1_000);
  return points
    .map(({ time, value, kind }) => decisionOf(time, value, kind))
    .filter((decision) => decision !== undefined);
}
