import type { ParameterizedQuery } from '@influxdata/influxdb-client';
import { fluxText, joinFlux } from './flux-text.ts';
import { earliest, latest } from './influx-connection.ts';
import { flux, fluxExpression } from './official-client.ts';
import { type SampleLayout, type SamplePlace, takeTag } from './sample-places.ts';

/** Every text that reads samples is made here. Names reach the server as parameters only, never as text. */

/** What the server computes of a window of one stored series. */
export const summaryFunctions = ['count', 'sum', 'min', 'max', 'first', 'last'] as const;
export type SummaryFunction = (typeof summaryFunctions)[number];

/** The points of one series in [from, to) with time, value, measurement and the tags of their kind. */
export function samplesQuery(layout: SampleLayout, place: SamplePlace, from: number, to: number): ParameterizedQuery {
  const { fields, exception } = place.unless ?? { fields: [], exception: undefined };
  const columns = ['_time', '_value', '_measurement', ...layout.kindTags, takeTag];
  if (fields.length === 0 || exception === undefined) {
    return flux`${source(layout, [place], [layout.field], from, to)}
  |> keep(columns: [${joinFlux(columns.map(fluxText), ', ')}])`;
  }
  // Whole tag sets, so that a value finds the fields of its own point.
  return flux`${source(layout, [place], [layout.field, ...fields, exception], from, to)}
  |> drop(columns: ["_start", "_stop"])`;
}

/** The points of several series in [from, to), with the names of theirs; none of a place that leaves points out. */
export function manySamplesQuery(
  layout: SampleLayout,
  places: readonly SamplePlace[],
  from: number,
  to: number,
): ParameterizedQuery {
  const columns = [layout.nameTag, '_time', '_value', '_measurement', ...layout.kindTags, takeTag];
  return flux`${source(layout, places, [layout.field], from, to)}
  |> keep(columns: [${joinFlux(columns.map(fluxText), ', ')}])`;
}

/** The newest sample of each stored series of all places, and with it which there are. */
export function newestQuery(layout: SampleLayout, places: readonly SamplePlace[]): ParameterizedQuery {
  return flux`${source(layout, places, [layout.field], earliest, latest)}
  |> last()`;
}

/**
 * Windows of UTC days or months in [from, to), one result a function, in one request. Each function reads for itself: a shared
 * source would not be pushed down to the storage, nor would windows with a location.
 */
export function windowsQuery(
  layout: SampleLayout,
  places: readonly SamplePlace[],
  window: 'day' | 'month',
  functions: readonly SummaryFunction[],
  from: number,
  to: number,
): ParameterizedQuery {
  const every = fluxExpression(window === 'day' ? '1d' : '1mo');
  const parts = functions.map(
    (name) =>
      flux`samples() |> window(every: ${every}, createEmpty: false) |> ${fluxExpression(name)}() |> yield(name: ${fluxText(name)})`,
  );
  return flux`samples = () => ${source(layout, places, [layout.field], from, to)}
${joinFlux(parts, '\n')}`;
}

/** What carries one of the fields that make a point no sample, or the exception: whole tag sets, so that points can be told apart. */
export function exceptedQuery(layout: SampleLayout, place: SamplePlace): ParameterizedQuery {
  const { fields, exception } = place.unless ?? { fields: [], exception: layout.field };
  return flux`${source(layout, [place], [...fields, exception], earliest, latest)}
  |> drop(columns: ["_start", "_stop"])`;
}

/** Of every stored series of the layout, whoever wrote it: how many points, the first and the last. */
export function entitiesQuery(layout: SampleLayout): ParameterizedQuery {
  const parts = ['count', 'first', 'last'].map(
    (name) => flux`points() |> ${fluxExpression(name)}() |> yield(name: ${fluxText(name)})`,
  );
  return flux`points = () => from(bucket: ${fluxText(layout.bucket)})
  |> range(start: ${new Date(earliest)}, stop: ${new Date(latest)})
  |> filter(fn: (r) => r._field == ${fluxText(layout.field)} and exists r[${fluxText(layout.nameTag)}])
${joinFlux(parts, '\n')}`;
}

function source(
  layout: SampleLayout,
  places: readonly SamplePlace[],
  fields: readonly string[],
  from: number,
  to: number,
): ParameterizedQuery {
  const measurements = [
    ...new Set(places.flatMap((place) => place.measurements.map(({ measurement }) => measurement))),
  ];
  return flux`from(bucket: ${fluxText(layout.bucket)})
  |> range(start: ${instant(from)}, stop: ${instant(to)})
  |> filter(fn: (r) => ${isOneOf('_field', fields)} and ${isOneOf('_measurement', measurements)} and ${isOneOf(
    layout.nameTag,
    places.map(({ name }) => name),
  )})`;
}

/** `contains()` would read everything first. */
function isOneOf(column: string, values: readonly string[]): ParameterizedQuery {
  return flux`(${joinFlux(
    values.map((value) => flux`r[${fluxText(column)}] == ${fluxText(value)}`),
    ' or ',
  )})`;
}

function instant(ms: number): Date {
  return new Date(Math.min(latest, Math.max(earliest, Math.trunc(ms))));
}
