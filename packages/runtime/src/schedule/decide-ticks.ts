import type { Schedule } from './open-schedule.ts';

/**
 * What becomes of a tick. `run`: its work starts when it is due. `catch-up`: its work starts late, for itself and for the `missed`
 * ones before it. `overlap`: an earlier tick of the schedule is still at work. `off`: the schedule is switched off.
 */
export type TickDecision = 'run' | 'catch-up' | 'missed' | 'overlap' | 'off';

export interface DecidedTick {
  /** UTC ms. */
  readonly due: number;
  /** Before `due` where one decision stands for all ticks from then on, after an outage with very many of them. */
  readonly firstDue: number;
  readonly decision: TickDecision;
  /** For people, with local times. */
  readonly sentence: string;
  /** What the sentence says, for those who say it in another language. */
  readonly reason: TickReason;
}

/** Why a tick was decided so. Times are UTC ms. */
export interface TickReason {
  /** Why it was missed or is late. */
  readonly away?: 'asleep' | 'not-running';
  /** The tick that makes up for it. */
  readonly madeUpBy?: number;
  /** The tick that was still at work. */
  readonly working?: number;
  /** When its work starts, where that is late. */
  readonly startedAt?: number;
  /** When it was last switched, by whom, and to what. */
  readonly switched?: { readonly at: number; readonly by: string; readonly on: boolean };
}

/** What is known when ticks are decided. Times are UTC milliseconds. */
export interface TickFacts {
  /** Every tick up to this instant is decided already. */
  readonly decidedUntil: number;
  readonly now: number;
  readonly enabled: boolean;
  /** When it was last switched on or off, and by whom. */
  readonly switched?: { readonly at: number; readonly by: string };
  /** When the tick was due whose work still goes on. */
  readonly working?: number;
  /** Whether this process was there, and looked, since `decidedUntil`; else it started only now. */
  readonly watched: boolean;
  readonly localTime: (instant: number) => string;
}

/** A tick that starts within this time is on time. */
const onTimeMs = 60_000;

/** Ticks of one outage that get a decision each; those before share one. */
export const decisionsAtOnce = 400;

/** Decides every tick that fell due since the last decision, oldest first: at most one of them is worked on. */
export function decideTicks(schedule: Schedule, facts: TickFacts): DecidedTick[] {
  const due = dueSince(schedule, facts.decidedUntil, facts.now);
  const newest = due.at(-1);
  if (newest === undefined) return [];
  const last = decideNewest(newest.due, facts);
  const isMadeUpFor = last.decision === 'run' || last.decision === 'catch-up';
  const before = due.slice(0, -1).map((tick): DecidedTick => {
    if (wasOff(tick.due, facts)) return { ...tick, ...off(facts) };
    const then = isMadeUpFor ? `; the tick of ${facts.localTime(newest.due)} makes up for it.` : '.';
    const away = awayOf(facts);
    return {
      ...tick,
      decision: 'missed',
      sentence: `Missed: ${awayText[away]}${then}`,
      reason: { away, ...(isMadeUpFor ? { madeUpBy: newest.due } : {}) },
    };
  });
  return [...before, { ...newest, ...last }];
}

type Decided = Pick<DecidedTick, 'decision' | 'sentence' | 'reason'>;

function decideNewest(due: number, facts: TickFacts): Decided {
  const { now, working, localTime } = facts;
  if (wasOff(due, facts)) return off(facts);
  if (working !== undefined) {
    const sentence = `Skipped: the tick of ${localTime(working)} was still at work.`;
    return { decision: 'overlap', sentence, reason: { working } };
  }
  if (now - due < onTimeMs) return { decision: 'run', sentence: 'Started when it was due.', reason: {} };
  const away = awayOf(facts);
  const sentence = `Caught up at ${localTime(now)}: when it was due, ${awayText[away]}.`;
  return { decision: 'catch-up', sentence, reason: { away, startedAt: now } };
}

const awayText = {
  asleep: 'the machine slept, or its clock was set forward',
  'not-running': 'the daemon was not running',
} as const;

function awayOf({ watched }: TickFacts): keyof typeof awayText {
  return watched ? 'asleep' : 'not-running';
}

/** One that was switched on only after the tick was off when it was due. */
function wasOff(due: number, { enabled, switched }: TickFacts): boolean {
  return !enabled || (switched !== undefined && due <= switched.at);
}

function off({ enabled, switched, localTime }: TickFacts): Decided {
  if (switched === undefined) return { decision: 'off', sentence: 'Skipped: the schedule was off.', reason: {} };
  const { by, at } = switched;
  const sentence = enabled
    ? `Skipped: the schedule was off until ${by} switched it on at ${localTime(at)}.`
    : `Skipped: the schedule is off since ${by} switched it off at ${localTime(at)}.`;
  return { decision: 'off', sentence, reason: { switched: { at, by, on: enabled } } };
}

function dueSince(
  schedule: Schedule,
  after: number,
  now: number,
): { readonly due: number; readonly firstDue: number }[] {
  const ticks: number[] = [];
  let next = schedule.next(after);
  const first = next;
  while (next !== undefined && next <= now) {
    ticks.push(next);
    if (ticks.length > decisionsAtOnce) break;
    next = schedule.next(next);
  }
  if (first === undefined || ticks.length <= decisionsAtOnce) return ticks.map((due) => ({ due, firstDue: due }));
  // Very many: counting them one by one would take long, and nobody would read it.
  const newest = schedule.latest(now, decisionsAtOnce).reverse();
  return newest.map((due, i) => ({ due, firstDue: i === 0 ? first : due }));
}
