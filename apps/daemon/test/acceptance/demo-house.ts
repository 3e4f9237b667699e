import { readFileSync } from 'node:fs';
import { inputNumberKind } from '@meterworks/meters';
import { defaultHouseSpan, type SimulatedHouse, simulateHouse } from '@meterworks/meters/simulation';
import { type AcceptanceHouse, type HouseTexts, openAcceptanceHouse } from './acceptance-house.ts';

const text = (name: string) => readFileSync(new URL(`../../../../config/${name}`, import.meta.url), 'utf8');

/** The 26 meters as they come with the project. */
export const demoTexts: HouseTexts = {
  config: text('config.yaml'),
  meters: text('meters.yaml'),
  patterns: text('seasonal_patterns.yaml'),
};

/** The same with these meters alone, each as it is described there; they must not need others. */
export function demoTextsOf(...ids: readonly string[]): HouseTexts {
  const blocks = demoTexts.meters.split(/(?=^ {2}- meter_id: )/m).slice(1);
  const wanted = ids.map((id) => blocks.find((block) => block.startsWith(`  - meter_id: ${id}\n`)));
  return {
    config: demoTexts.config.replace(/^tibber:\n(?: .*\n)+/m, ''),
    meters: `meters:\n${wanted.join('')}`,
  };
}

/** Four years of the demo house, up to the first reading after the last midnight. */
export function simulateDemo(): SimulatedHouse {
  const { from, to } = defaultHouseSpan();
  return simulateHouse({ from, to: to + 60_000, seed: 1 });
}

/** Its readings in, nothing made yet, in the morning after its last day. */
export async function openDemoHouse(simulated: SimulatedHouse, texts = demoTexts): Promise<AcceptanceHouse> {
  const house = await openAcceptanceHouse(texts, '2026-01-01T06:00:00+01:00');
  await addReadings(house, simulated);
  return house;
}

/** Those of configured meters; what is no number never reaches the store. Gives how many were new. */
export async function addReadings(house: AcceptanceHouse, simulated: SimulatedHouse): Promise<number> {
  let written = 0;
  for (const { meterId, kind, times, values } of simulated.series) {
    if (![...house.configuration.meters.keys()].some((id) => id === meterId)) continue;
    const kept = [...values.keys()].filter((i) => Number.isFinite(values[i]));
    const writer = kind === 'typed' ? inputNumberKind : kind;
    const pick = (column: Float64Array) => Float64Array.from(kept, (i) => column[i] as number);
    written += (await house.series.appendSamples(meterId, writer, pick(times), pick(values))).written;
  }
  return written;
}
