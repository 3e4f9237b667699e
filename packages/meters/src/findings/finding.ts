import type { Decision, KnownRegister } from '../repair/repair-rules.ts';
import type { RepairEvent, RepairEventType } from '../values/repaired-day.ts';

/**
 * - `settled`: the repair acted on it by the weight of the readings.
 * - `proposed`: what would follow is only proposed; later readings or the user's word decide.
 * - `decided`: the user has said what is right.
 */
export type FindingState = 'settled' | 'proposed' | 'decided';

/** What the repair found in the readings of a meter, with its evidence, and what became of it. */
export interface Finding extends RepairEvent {
  readonly state: FindingState;
  /** The reading that a decision about the finding names; its stretch begins or ends with it. */
  readonly reading: KnownRegister;
  readonly verdict: Decision['verdict'] | undefined;
}

/** Findings that lie between two believed readings: what is in question is the later one. */
const passages: ReadonlySet<RepairEventType> = new Set(['stale-hold', 'reset', 'rollover', 'exchange']);

/**
 * The findings of a meter's events, in their order, with the user's decisions; and a decision on a reading that nothing is wrong with
 * any more belongs to none.
 */
export function findingsOf(events: Iterable<RepairEvent>, decisions: readonly Decision[]): Finding[] {
  const verdicts = new Map(decisions.map(({ time, register, verdict }) => [`${time} ${register}`, verdict]));
  return Array.from(events, (event) => {
    const reading = readingOf(event);
    const verdict = verdicts.get(`${reading.time} ${reading.register}`);
    const state = verdict !== undefined ? 'decided' : event.proposed ? 'proposed' : 'settled';
    return { ...event, state, reading, verdict };
  });
}

/** Whether what is in question is the way that the register took to a reading which was believed: a reset, a rise, a rollover. */
export function isPassage({ type, dropped }: Pick<RepairEvent, 'type' | 'dropped'>): boolean {
  return isBelieved(type, dropped) && type !== 'stale-hold';
}

function isBelieved(type: RepairEventType, dropped: number): boolean {
  return passages.has(type) || (type === 'implausible-rate' && dropped === 0);
}

function readingOf({ type, time, until, to, dropped }: RepairEvent): KnownRegister {
  const later = isBelieved(type, dropped);
  return { time: later ? until : time, register: to };
}
