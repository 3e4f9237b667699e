import type { ParameterizedQuery } from '@influxdata/influxdb-client';
import { fluxText, joinFlux } from './flux-text.ts';
import { earliest, latest } from './influx-connection.ts';
import { flux, fluxExpression } from './official-client.ts';
import type { Publication } from './publication-port.ts';

/** The points of an asset in [from, to): their times, measurements and tags. Without tags of an owner, those of all assets. */
export function shownQuery(
  bucket: string,
  publication: Pick<Publication, 'owner' | 'measurements'>,
  from: number,
  to: number,
): ParameterizedQuery {
  const owner = Object.entries(publication.owner).map(
    ([tag, value]) => flux`r[${fluxText(tag)}] == ${fluxText(value)}`,
  );
  const places = publication.measurements.map(
    ({ name, field }) => flux`(r._measurement == ${fluxText(name)} and r._field == ${fluxText(field)})`,
  );
  const conditions = [...owner, flux`(${joinFlux(places, ' or ')})`];
  return flux`from(bucket: ${fluxText(bucket)})
  |> range(start: ${new Date(Math.max(from, earliest))}, stop: ${new Date(Math.min(to, latest))})
  |> filter(fn: (r) => ${joinFlux(conditions, ' and ')})
  |> drop(columns: ["_start", "_stop", "_field", "_value"])`;
}

/** The newest point of each series of these measurements that lacks the tag. */
export function unmarkedQuery(bucket: string, measurements: readonly string[], mark: string): ParameterizedQuery {
  return flux`${unmarked(bucket, measurements, mark, earliest, latest)}
  |> last()`;
}

/** Of each series of these measurements that lacks the tag: how many points, the first and the last. */
export function unmarkedExtentQuery(bucket: string, measurements: readonly string[], mark: string): ParameterizedQuery {
  const parts = ['count', 'first', 'last'].map(
    (name) => flux`points() |> ${fluxExpression(name)}() |> yield(name: ${fluxText(name)})`,
  );
  return flux`points = () => ${unmarked(bucket, measurements, mark, earliest, latest)}
${joinFlux(parts, '\n')}`;
}

/** Copies on the server, and says only how many. */
export function copyUnmarkedQuery(
  { bucket, target, org }: { readonly bucket: string; readonly target: string; readonly org: string },
  measurements: readonly string[],
  mark: string,
  from: number,
  to: number,
): ParameterizedQuery {
  return flux`${unmarked(bucket, measurements, mark, from, to)}
  |> to(bucket: ${fluxText(target)}, org: ${fluxText(org)})
  |> count()`;
}

function unmarked(
  bucket: string,
  measurements: readonly string[],
  mark: string,
  from: number,
  to: number,
): ParameterizedQuery {
  const names = measurements.map((name) => flux`r._measurement == ${fluxText(name)}`);
  return flux`from(bucket: ${fluxText(bucket)})
  |> range(start: ${new Date(Math.max(from, earliest))}, stop: ${new Date(Math.min(to, latest))})
  |> filter(fn: (r) => (${joinFlux(names, ' or ')}) and not exists r[${fluxText(mark)}])`;
}
