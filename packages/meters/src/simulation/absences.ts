import type { HourGrid } from './hour-grid.ts';
import type { Span } from './recorder.ts';

/** A time in which nobody was there, and the meters that count for those alone who were away. Instants in ms, [from, to). */
export interface Absence extends Span {
  readonly meterIds: readonly string[];
}

/** The runs of days without anybody that lie in a span. `presence` is 1 or 0 per day of the grid. */
export function absencesOf(
  grid: HourGrid,
  presence: Uint8Array,
  meterIds: readonly string[],
  span: Span,
): readonly Absence[] {
  const absences: Absence[] = [];
  let since: number | undefined;
  for (const [index, { start }] of grid.days.entries()) {
    const isAway = presence[index] === 0;
    if (isAway) since ??= start;
    else if (since !== undefined) {
      absences.push({ meterIds, from: since, to: start });
      since = undefined;
    }
  }
  if (since !== undefined) absences.push({ meterIds, from: since, to: span.to });
  return absences.filter(({ from, to }) => from < span.to && to > span.from);
}
