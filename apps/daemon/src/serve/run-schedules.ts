/** What is due when. */
export interface Schedule {
  readonly name: string;
  /** The first instant after `after` (UTC ms), or undefined if there is none. */
  readonly next: (after: number) => number | undefined;
  readonly tick: (due: number) => Promise<void>;
}

export interface Waiting {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Timers of the platform are bounded, and a machine may sleep: look at the clock at least this often. */
const longestSleepMs = 60_000;

/**
 * Ticks each schedule until the signal is aborted. A tick whose schedule is still at work is skipped; several that were missed
 * (the machine slept) are one. Errors of a tick are the tick's own affair.
 */
export async function runSchedules(schedules: readonly Schedule[], time: Waiting, signal: AbortSignal): Promise<void> {
  const running = new Set<Promise<void>>();
  const busy = new Set<string>();
  const due = new Map(schedules.map((schedule) => [schedule, schedule.next(time.now())]));
  while (!signal.aborted) {
    const now = time.now();
    for (const [schedule, at] of due) {
      if (at === undefined || at > now) continue;
      due.set(schedule, schedule.next(now));
      if (busy.has(schedule.name)) continue;
      busy.add(schedule.name);
      const tick = schedule.tick(at).finally(() => {
        busy.delete(schedule.name);
        running.delete(tick);
      });
      running.add(tick);
    }
    const nearest = Math.min(...[...due.values()].map((at) => at ?? Number.POSITIVE_INFINITY));
    try {
      await time.sleep(Math.max(0, Math.min(longestSleepMs, nearest - time.now())), signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
  await Promise.allSettled(running);
}
