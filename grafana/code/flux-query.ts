import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { variable } from './variables.ts';

/** The two data sources of `provisioning/datasources/influxdb.yaml`: results, and the readings they are made of. Each has its bucket. */
export const results: DataSourceRef = { type: 'influxdb', uid: 'meterworks' };
export const readings: DataSourceRef = { type: 'influxdb', uid: 'meterworks-readings' };

/** A query of a panel; the SDK has none for InfluxDB. */
export interface FluxQuery extends Dataquery {
  readonly refId: string;
  readonly datasource: DataSourceRef;
  readonly query: string;
}

/** Before it asks the server, Grafana puts in `v.timeRangeStart`, `v.timeRangeStop`, `v.defaultBucket` and its variables. */
export function fluxQuery(
  query: string,
  { refId = 'A', datasource = results }: { readonly refId?: string; readonly datasource?: DataSourceRef } = {},
): Builder<FluxQuery> {
  return { build: () => ({ refId, datasource, query, _implementsDataqueryVariant() {} }) };
}

/** The meters that are chosen: one, several or all. */
export const chosenMeters = `r.meter_id =~ /^${variable('meter', 'regex')}$/`;

/** The points of some fields (none named: all) in the time that the dashboard shows, or in another, in the bucket of the data source. */
export function points(
  measurement: string,
  options: { readonly fields?: readonly string[]; readonly where?: string; readonly range?: string } = {},
): string {
  const {
    fields = ['consumption'],
    where = chosenMeters,
    range = 'start: v.timeRangeStart, stop: v.timeRangeStop',
  } = options;
  const named = fields.map((field) => `r._field == "${field}"`).join(' or ');
  const conditions = [`r._measurement == "${measurement}"`, ...(named === '' ? [] : [`(${named})`]), where];
  return `from(bucket: v.defaultBucket)
  |> range(${range})
  |> filter(fn: (r) => ${conditions.join(' and ')})`;
}
