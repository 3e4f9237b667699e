import { decisionSeries } from '@meterworks/meters';
import type { Configuration } from '@meterworks/meters/config';
import { DatabaseError, inspectSamples, type SeriesExtent } from '@meterworks/runtime';
import { storePaths } from '../composition/open-stores.ts';
import { checkReadings, type StoredReadings } from './check-readings.ts';
import type { Finding } from './finding.ts';

/** What lies in the local file, compared with the configured meters. */
export async function checkEmbeddedReadings(configuration: Configuration, now: number): Promise<Finding[]> {
  const extents = await stored(storePaths(configuration).series);
  // What the user decided lies there as well, under names of its own.
  const decisions = new Set([...configuration.meters.keys()].map(decisionSeries));
  const readings = extents
    .filter(({ name }) => !decisions.has(name))
    .map((extent): StoredReadings => ({ ...extent, measurement: undefined }));
  return checkReadings(configuration, readings, () => new Set(), now);
}

async function stored(path: string): Promise<readonly SeriesExtent[]> {
  try {
    return await inspectSamples(path);
  } catch (failure) {
    // The line about the file itself says what is wrong with it.
    if (failure instanceof DatabaseError) return [];
    throw failure;
  }
}
