import type { Query } from '../address/query-of.ts';
import type { Incident } from './incident.ts';

export const periods = ['30', '90', '365', 'all'] as const;
export const incidentStates = ['open', 'ended'] as const;

/** Which incidents are listed, and the one that is open; lives in the address. */
export interface AnomalyFilter {
  readonly days: (typeof periods)[number];
  readonly severity?: string;
  readonly type?: string;
  readonly meter?: string;
  readonly state?: (typeof incidentStates)[number];
  /** Asset and id of the incident that is shown with its evidence. */
  readonly incident?: string;
}

export function parseAnomalyFilter(query: Query): AnomalyFilter {
  const text = (name: string) => (query[name] === undefined || query[name] === '' ? {} : { [name]: query[name] });
  const state = incidentStates.find((one) => one === query.state);
  return {
    days: periods.find((one) => one === query.days) ?? (query.meter === undefined ? '90' : 'all'),
    ...text('severity'),
    ...text('type'),
    ...text('meter'),
    ...(state === undefined ? {} : { state }),
    ...text('incident'),
  };
}

export function anomaliesHref(filter: Partial<AnomalyFilter>): string {
  const query = new URLSearchParams(
    Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  ).toString();
  return query === '' ? '/anomalies' : `/anomalies?${query}`;
}

/** How an address names an incident. */
export function incidentName({ asset, id }: Pick<Incident, 'asset' | 'id'>): string {
  return `${asset}:${id}`;
}

/** Whether it still went on with the last day that was judged. `lastDay` is the end of that day, UTC milliseconds. */
export function isOpen({ end }: Pick<Incident, 'end'>, lastDay: number): boolean {
  return end >= lastDay;
}

export function passesAnomalyFilter(filter: AnomalyFilter, incident: Incident, lastDay: number): boolean {
  return (
    (filter.severity === undefined || filter.severity === incident.severity) &&
    (filter.type === undefined || filter.type === incident.type) &&
    (filter.meter === undefined || filter.meter === incident.meter) &&
    (filter.state === undefined || (filter.state === 'open') === isOpen(incident, lastDay))
  );
}
