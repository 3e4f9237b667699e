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
    if (wasOff(tick.due, facts)) return { ...tick, decision: 'off', sentence: offSentence(facts) };
    const why = `Missed: ${facts.watched ? 'the machine slept, or its clock was set forward' : 'the daemon was not running'}`;
    const then = isMadeUpFor ? `; the tick of ${facts.localTime(newest.due)} makes up for it.` : '.';
    return { ...tick, decision: 'missed', sentence: why + then };
  });
  return [...before, { ...newest, ...last }];
}

function decideNewest(due: number, facts: TickFacts): Pick<DecidedTick, 'decision' | 'sentence'> {
  const { now, working, watched, localTime } = facts;
  if (wasOff(due, facts)) return { decision: 'off', sentence: offSentence(facts) };
  if (working !== undefined) {
    const sentence = `Skipped: the tick of ${localTime(working)} was still at work.`;
    return { decision: 'overlap', sentence };
  }
  if (now - due < onTimeMs) return { decision: 'run', sentence: 'Started when it was due.' };
  const why = watched ? 'the machine slept, or its clock was set forward' : 'the daemon was not running';
  return { decision: 'catch-up', sentence: `Caught up at ${localTime(now)}: when it was due, ${why}.` };
}

/** One that was switched on only after the tick was off when it was due. */
function wasOff(due: number, { enabled, switched }: TickFacts): boolean {
  return !enabled || (switched !== undefined && due <= switched.at);
}

function offSentence({ enabled, switched, localTime }: TickFacts): string {
  if (switched === undefined) return 'Skipped: the schedule was off.';
  const { by, at } = switched;
  return enabled
    ? `Skipped: the schedule was off until ${by} switched it on at ${localTime(at)}.`
    : `Skipped: the schedule is off since ${by} switched it off at ${localTime(at)}.`;
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
