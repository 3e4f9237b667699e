import type { LogFilter } from './log-filter.ts';
import type { RunPiece } from './run-folds.ts';

/** Where a run is shown: with a filter at the lines of its log that pass it, `at` a piece of the page, with some of them open. */
export function runHref(
  id: number,
  log?: LogFilter,
  { open = [], at = 'log' }: { readonly open?: readonly RunPiece[]; readonly at?: RunPiece } = {},
): string {
  if (log === undefined) return `/runs/${id}`;
  const query = new URLSearchParams({ ...log, ...(open.length === 0 ? {} : { open: open.join(' ') }) }).toString();
  return `/runs/${id}${query === '' ? '' : `?${query}`}#${at}`;
}
