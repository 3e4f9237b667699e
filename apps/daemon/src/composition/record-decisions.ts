import type { PhysicalMeter } from '@meterworks/meters/config';
import { type DecisionWord, decisionKind, decisionSeries, isPassage, turnOf } from '@meterworks/meters/findings';
import type { SeriesStore } from '@meterworks/runtime';
import { loadFindings } from './load-findings.ts';
import type { OpenHouse } from './open-house.ts';

/** What a user says of a reading. `withdraw` takes back what was said before. */
export type Verdict = 'accept' | 'reject' | 'withdraw';

/** A reading as it is stored: UTC ms and register in the meter's output unit. */
export interface DecidedReading {
  readonly time: number;
  readonly value: number;
}

/**
 * What a verdict on a reading says: who rejects the reading to which the register fell by a reset, or rose as no meter does, means that it did
 * not, and not that of all readings after it this one is wrong.
 */
export async function wordOn(
  house: OpenHouse,
  meter: PhysicalMeter,
  { time, value }: DecidedReading,
  verdict: Verdict,
): Promise<DecisionWord> {
  if (verdict !== 'reject') return verdict;
  const { findings, decisions } = await loadFindings(house, [meter]);
  const isOfPassage =
    findings.some((one) => one.reading.time === time && one.reading.register === value && isPassage(one)) ||
    decisions.some((one) => one.time === time && one.register === value && one.passage === true);
  return isOfPassage ? 'reject-passage' : 'reject';
}

/**
 * Writes down the user's word on readings of a meter, all of them in one write: a reader sees what was said of every one or of none. What was
 * said before of the same ones no longer counts. The next run observes it.
 */
export async function recordDecisions(
  store: SeriesStore,
  meterId: string,
  readings: readonly DecidedReading[],
  word: DecisionWord,
): Promise<void> {
  const series = decisionSeries(meterId);
  const times = Float64Array.from(readings, ({ time }) => time);
  const { kinds, kindNames } = await store.readSamples(
    series,
    times.reduce((a, b) => Math.min(a, b)),
    times.reduce((a, b) => Math.max(a, b)) + 1,
  );
  const turn = 1 + [...kinds].reduce((last, kind) => Math.max(last, turnOf(kindNames[kind] as string)), 0);
  await store.appendSamples(
    series,
    decisionKind(word, turn),
    times,
    Float64Array.from(readings, ({ value }) => value),
  );
}
