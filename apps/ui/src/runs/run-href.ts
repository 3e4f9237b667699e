import type { LogFilter } from './log-filter.ts';

/** Where a run is shown; with a filter at the lines of its log that pass it. */
export function runHref(id: number, log?: LogFilter): string {
  if (log === undefined) return `/runs/${id}`;
  const query = new URLSearchParams({ ...log }).toString();
  return `/runs/${id}${query === '' ? '' : `?${query}`}#log`;
}
