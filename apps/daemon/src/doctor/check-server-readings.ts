import { homeAssistantLayout, meterPlaces } from '@meterworks/meters';
import type { Configuration, InfluxSettings, Meter } from '@meterworks/meters/config';
import { InfluxError } from '@meterworks/runtime';
import { countExcepted, type InfluxConnection, inspectEntities } from '@meterworks/runtime/influxdb';
import { checkReadings } from './check-readings.ts';
import { type Finding, findingsOf } from './finding.ts';

const { warning, error } = findingsOf('readings');

/** What lies in the raw bucket, compared with the configured meters. */
export async function checkServerReadings(
  influx: InfluxConnection,
  configuration: Configuration,
  { bucketRaw }: InfluxSettings,
  now: number,
): Promise<Finding[]> {
  const layout = homeAssistantLayout(bucketRaw);
  const places = meterPlaces(configuration);
  const unitsOf = ({ id }: Meter) => new Set(places.get(id)?.measurements.map(({ measurement }) => measurement));
  try {
    const findings = checkReadings(configuration, await inspectEntities(influx, layout), unitsOf, now);
    for (const [meter, place] of places) {
      const hourly = await countExcepted(influx, layout, place);
      if (hourly > 0)
        findings.push(
          warning(
            meter,
            `${hourly} points with a price are hourly amounts of the old Tibber flow, and are left out of its register`,
            'nothing needs doing; see docs/migration.md',
          ),
        );
    }
    return findings;
  } catch (failure) {
    if (failure instanceof InfluxError) return [error(bucketRaw, failure.message)];
    throw failure;
  }
}
