import { readFileSync } from 'node:fs';
import { defaultHouseSpan, type SimulatedHouse, simulateHouse } from '@meterworks/meters/simulation';
import { type AcceptanceHouse, type HouseTexts, openAcceptanceHouse } from './acceptance-house.ts';

const text = (name: string) => readFileSync(new URL(`../../../../config/${name}`, import.meta.url), 'utf8');

/** The 26 meters as they come with the project. */
export const demoTexts: HouseTexts = {
  config: text('config.yaml'),
  meters: text('meters.yaml'),
  patterns: text('seasonal_patterns.yaml'),
};

/** Four years of the demo house, up to the first reading after the last midnight. */
export function simulateDemo(): SimulatedHouse {
  const { from, to } = defaultHouseSpan();
  return simulateHouse({ from, to: to + 60_000, seed: 1 });
}

/** The demo house with its readings in, nothing made yet, in the morning after its last day. */
export async function openDemoHouse(simulated: SimulatedHouse): Promise<AcceptanceHouse> {
  const house = await openAcceptanceHouse(demoTexts, '2026-01-01T06:00:00+01:00');
  await addReadings(house, simulated);
  return house;
}

/** What is no number never reaches the store. */
export async function addReadings(house: AcceptanceHouse, simulated: SimulatedHouse): Promise<number> {
  let written = 0;
  for (const { meterId, kind, times, values } of simulated.series) {
    const kept = [...values.keys()].filter((i) => Number.isFinite(values[i]));
    const pick = (column: Float64Array) => Float64Array.from(kept, (i) => column[i] as number);
    written += (await house.series.appendSamples(meterId, kind, pick(times), pick(values))).written;
  }
  return written;
}
