import type { Configuration } from '@meterworks/meters/config';
import { type Incident, joinIncidents } from '@meterworks/meters/incidents';
import { openReadSide, type ReadSide } from '@meterworks/runtime/read';
import { storePaths } from './open-stores.ts';

const group = 'anomalies/';

/** All incidents that are recorded, newest first; of one meter, or of all. Nothing is made, and a daemon may work meanwhile. */
export async function readIncidents(reader: ReadSide, meter?: string): Promise<Incident[]> {
  const said = await reader.acknowledgements();
  const keys = (await reader.assets()).map(({ key }) => key).filter((key) => isWanted(key, meter));
  const incidents: Incident[] = [];
  for (const key of keys) {
    incidents.push(...joinIncidents(key, await reader.values(key, -Infinity, Infinity), said));
  }
  return incidents.sort((a, b) => b.end - a.end || b.start - a.start || (a.id < b.id ? -1 : 1));
}

/** The meter that an incident is of. */
export function meterOf({ asset }: Pick<Incident, 'asset'>): string {
  return asset.slice(group.length);
}

/** Looks at a house; undefined before anything was recorded. */
export async function lookAt<T>(
  configuration: Configuration,
  look: (reader: ReadSide) => Promise<T>,
): Promise<T | undefined> {
  const { state, series } = storePaths(configuration);
  const reader = openReadSide({ stateDatabase: state, seriesDatabase: series });
  try {
    return (await reader.schemaState()).kind === 'current' ? await look(reader) : undefined;
  } finally {
    await reader.close();
  }
}

function isWanted(key: string, meter: string | undefined): boolean {
  return meter === undefined ? key.startsWith(group) : key === `${group}${meter}`;
}
