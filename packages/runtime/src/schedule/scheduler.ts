import type { Timers } from '../clock/clock.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { messageOf } from '../execute/compute-span.ts';
import type { Logger } from '../logging/logger.ts';
import type { Fenced } from '../state/state-store.ts';
import { decideTicks } from './decide-ticks.ts';
import { openSchedule, type Schedule } from './open-schedule.ts';
import { declareSchedules, readSchedules, type ScheduleDeclaration, type ScheduleRow } from './recorded-schedules.ts';
import {
  claimTicks,
  finishTick,
  type Tick,
  type TickOutcome,
  unfinishedTicks,
  withdrawTicks,
} from './recorded-ticks.ts';

export interface SchedulerParts {
  readonly connection: SqliteConnection;
  readonly fence: Fenced;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly localTime: (instant: number) => string;
  /** Does what a tick asks for; what it throws is the tick's failure. Undefined: it was interrupted and is to be taken up again. */
  readonly work: (schedule: ScheduleDeclaration, tick: Tick) => Promise<TickOutcome | undefined>;
  readonly signal: AbortSignal;
  /** Timers of the platform are bounded, and a machine may sleep: the clock is looked at this often, every minute unless told. */
  readonly lookEveryMs?: number;
}

/** After a failure of the database. */
const pauseMs = 10_000;
/** A clock that was set back by more was wrong before; by less, ticks come again that are decided already. */
const wrongClockMs = 86_400_000;

/** Decides the ticks of the declared schedules and has them worked on, each schedule one at a time. */
export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #working = new Map<string, number>();
  readonly #work = new Set<Promise<void>>();
  readonly #watched = new Set<string>();
  #schedules: readonly { readonly declaration: ScheduleDeclaration; readonly times: Schedule }[] = [];
  #wake = new AbortController();

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
  }

  /** From now on these are the schedules; called before `run`, and again when they change. @throws DatabaseError, LeaseLostError */
  async declare(declarations: readonly ScheduleDeclaration[]): Promise<void> {
    const { connection, fence, timers } = this.#parts;
    const schedules = await Promise.all(
      declarations.map(async (declaration) => ({
        declaration,
        times: await openSchedule(declaration.expression, declaration.zone),
      })),
    );
    await declareSchedules(connection, fence, declarations, timers);
    this.#schedules = schedules;
    this.#wake.abort();
  }

  /** Works until the signal is aborted, then waits for the work under way. */
  async run(): Promise<void> {
    const { timers, signal, logger, lookEveryMs = 60_000 } = this.#parts;
    let left: readonly Tick[] = unfinishedTicks(this.#parts.connection);
    while (!signal.aborted) {
      let pause = lookEveryMs;
      try {
        await this.#look(left);
        left = [];
        const now = timers.now();
        const next = this.#schedules.map(({ times }) => times.next(now) ?? Number.POSITIVE_INFINITY);
        pause = Math.min(lookEveryMs, ...next.map((due) => due - now));
      } catch (error) {
        if (signal.aborted) break;
        logger.error(`schedules wait: ${messageOf(error)}`);
        pause = pauseMs;
      }
      this.#wake = new AbortController();
      await timers.sleep(Math.max(0, pause), AbortSignal.any([signal, this.#wake.signal])).catch(() => undefined);
    }
    await Promise.allSettled(this.#work);
  }

  /** Decides what fell due; `left` was begun by a process that has ended. */
  async #look(left: readonly Tick[]): Promise<void> {
    const { connection, timers } = this.#parts;
    const now = timers.now();
    const rows = new Map(readSchedules(connection).map((row) => [row.name, row]));
    for (const { declaration, times } of this.#schedules) {
      const row = rows.get(declaration.name);
      if (row === undefined) continue;
      const tick = await this.#decide(declaration, times, row, now);
      this.#watched.add(declaration.name);
      const interrupted = left.filter(({ schedule }) => schedule === declaration.name);
      await this.#takeUp(declaration, tick, interrupted, row.enabled === 1);
    }
    for (const tick of left.filter(({ schedule }) => !rows.has(schedule)))
      await this.#finish(tick, { status: 'interrupted', outcome: 'Interrupted; there is no such schedule any more.' });
  }

  async #decide(
    { name }: ScheduleDeclaration,
    times: Schedule,
    row: ScheduleRow,
    now: number,
  ): Promise<Tick | undefined> {
    const { connection, fence, timers, localTime, logger } = this.#parts;
    let decidedUntil = row.decided_until;
    if (decidedUntil - now > wrongClockMs) {
      const count = await withdrawTicks(connection, fence, name, now);
      logger.warn(
        `${name}: the clock was set back from ${localTime(decidedUntil)} or later to ${localTime(now)}; ${count} decisions about ticks that are still to come were withdrawn`,
      );
      decidedUntil = now;
    }
    const working = this.#working.get(name);
    const ticks = decideTicks(times, {
      decidedUntil,
      now,
      enabled: row.enabled === 1,
      ...(row.changed_at === null ? {} : { switched: { at: row.changed_at, by: row.changed_by ?? 'somebody' } }),
      ...(working === undefined ? {} : { working }),
      watched: this.#watched.has(name),
      localTime,
    });
    if (ticks.length === 0) return undefined;
    const claimed = await claimTicks(connection, fence, name, ticks, timers);
    const last = ticks.at(-1);
    if (last !== undefined && last.decision !== 'run')
      logger.info(`schedule ${name}, tick of ${localTime(last.due)}: ${last.sentence}`);
    return claimed;
  }

  /** Starts the work of a tick, or again that of one which was interrupted. */
  async #takeUp(
    declaration: ScheduleDeclaration,
    tick: Tick | undefined,
    interrupted: readonly Tick[],
    enabled: boolean,
  ): Promise<void> {
    const { localTime, logger } = this.#parts;
    const again = tick === undefined && enabled ? interrupted.at(-1) : undefined;
    for (const one of interrupted) {
      if (one === again) continue;
      const by = tick === undefined ? 'the schedule is off.' : `the tick of ${localTime(tick.due)} makes up for it.`;
      await this.#finish(one, { status: 'interrupted', outcome: `Interrupted when the daemon ended; ${by}` });
    }
    if (again !== undefined)
      logger.info(`schedule ${declaration.name}: the interrupted tick of ${localTime(again.due)} is taken up again`);
    const chosen = tick ?? again;
    if (chosen !== undefined) this.#start(declaration, chosen);
  }

  #start(declaration: ScheduleDeclaration, tick: Tick): void {
    const { name } = declaration;
    this.#working.set(name, tick.due);
    const work = this.#perform(declaration, tick).finally(() => {
      this.#working.delete(name);
      this.#work.delete(work);
    });
    this.#work.add(work);
  }

  async #perform(declaration: ScheduleDeclaration, tick: Tick): Promise<void> {
    const { work, signal, logger } = this.#parts;
    try {
      let outcome: TickOutcome | undefined;
      try {
        outcome = await work(declaration, tick);
      } catch (error) {
        if (signal.aborted) return;
        outcome = { status: 'failed', outcome: `Failed: ${messageOf(error)}` };
      }
      if (outcome !== undefined) await this.#finish(tick, outcome);
    } catch (error) {
      if (!signal.aborted)
        logger.error(`what came of a tick of ${declaration.name} is not recorded: ${messageOf(error)}`);
    }
  }

  #finish({ id }: Tick, outcome: TickOutcome): Promise<void> {
    const { connection, fence, timers } = this.#parts;
    return finishTick(connection, fence, id, outcome, timers);
  }
}
