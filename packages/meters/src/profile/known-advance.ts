import type { Edge, RepairedLesson } from '../values/repaired-day.ts';

/** A midnight whose register is as good as read (domain §3, Quality). */
export function isKnownEdge(edge: Edge): boolean {
  return edge.kind === 'exact' || (edge.kind === 'between' && edge.known);
}

/** A day is measured if both its midnights are known and nothing in it is a bounded guess. */
export function isMeasured(day: Pick<RepairedLesson, 'start' | 'end' | 'bridged'>): boolean {
  return isKnownEdge(day.start) && isKnownEdge(day.end) && !day.bridged;
}

/** Whether both midnights lie in one and the same interval between readings. */
export function sharesInterval(start: Edge, end: Edge): boolean {
  return (
    start.kind === 'between' && end.kind === 'between' && start.fromTime === end.fromTime && start.toTime === end.toTime
  );
}

/** What an interval moved up to an instant if it moved evenly. */
export function evenPart(edge: Edge & { kind: 'between' }, instant: number): number {
  if (instant <= edge.fromTime) return 0;
  if (instant >= edge.toTime) return edge.amount;
  return edge.amount * ((instant - edge.fromTime) / (edge.toTime - edge.fromTime));
}

/**
 * What the register moved within a measured day, without any profile: known intervals across midnight are short enough, or move
 * little enough, to be split evenly. Undefined where the day is not measured.
 *
 * @param start first instant of the day, UTC ms
 * @param end first instant of the next day
 */
export function knownAdvance(day: RepairedLesson, start: number, end: number): number | undefined {
  if (!isMeasured(day)) return undefined;
  if (day.start.kind === 'between' && sharesInterval(day.start, day.end)) {
    return evenPart(day.start, end) - evenPart(day.start, start);
  }
  let advance = day.inner;
  if (day.start.kind === 'between') advance += day.start.amount - evenPart(day.start, start);
  if (day.end.kind === 'between') advance += evenPart(day.end, end);
  return advance;
}
