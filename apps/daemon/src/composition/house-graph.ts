import { type AssetGraph, buildGraph } from '@meterworks/assets';
import { meterHouse, type SamplesPort } from '@meterworks/meters';
import type { Configuration } from '@meterworks/meters/config';

/** The graph of a configured house. @throws GraphError */
export function buildHouseGraph(
  configuration: Configuration,
  samples: SamplesPort,
  pulls?: Parameters<typeof meterHouse>[2],
): AssetGraph {
  return buildGraph(meterHouse(configuration, samples, pulls));
}

/** For a graph that is looked at and never observed. */
export const noSamples: SamplesPort = {
  changedSince: () => Promise.resolve({ changed: [], cursor: '' }),
  readSamples: () =>
    Promise.resolve({ times: new Float64Array(), values: new Float64Array(), kinds: new Uint8Array(), kindNames: [] }),
};
