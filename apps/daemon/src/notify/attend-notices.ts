import { openZone } from '@meterworks/assets';
import type { Configuration } from '@meterworks/meters/config';
import { LeaseLostError, type Logger, type Timers } from '@meterworks/runtime';
import { type Notifier, openNotifier } from '@meterworks/runtime/notify';
import type { ReadSide } from '@meterworks/runtime/read';
import type { OpenHouse } from '../composition/open-house.ts';
import { restartNotice } from './house-notices.ts';
import {
  type Lookout,
  lookAtAnomalies,
  lookAtDeadline,
  lookAtPulls,
  lookAtRuns,
  lookAtTicks,
} from './look-at-house.ts';
import { openChannels } from './open-channels.ts';

/** How often is looked for what happened and for what is due, and how often at everything. */
const everyMs = { look: 2000, deadline: 3_600_000 } as const;

/** Stands for as long as a daemon works, and is found by the next one where it ended abruptly. */
const atWork = 'daemon-at-work';

export interface NoticeAttendance {
  readonly house: OpenHouse;
  readonly reader: ReadSide;
  readonly logger: Logger;
  /** Aborted when the daemon was told to stop, and when its lease is lost. */
  readonly stopped: AbortSignal;
}

/**
 * Tells people what they should know, until the house's signal is aborted; while no channel is configured nobody is told, and nothing is
 * looked at. What goes wrong here is logged, and never ends the daemon.
 */
export async function attendNotices(
  { house, reader, logger, stopped }: NoticeAttendance,
  timers: Pick<Timers, 'sleep'>,
): Promise<void> {
  const { clock, signal } = house;
  let configured: Configuration | undefined;
  let notifier: Notifier | undefined;
  let seen: number | undefined;
  let deadlineAt = Number.NEGATIVE_INFINITY;
  const look = async (): Promise<void> => {
    if (house.configuration !== configured) {
      configured = house.configuration;
      notifier = openHouseNotifier(house, logger);
    }
    if (notifier === undefined) return;
    const lookout: Lookout = { house, reader, notifier };
    const isFirst = seen === undefined;
    if (isFirst && notifier.has(atWork)) {
      // Each time is news of its own.
      const at = clock.now();
      await notifier.report({ ...restartNotice(house.localTime(at), at), key: `restarted/${at}` });
    }
    seen ??= await reader.lastEventId();
    const events = await reader.eventsAfter(seen);
    await lookAtPulls(lookout, events);
    if (isFirst || events.some(({ kind }) => kind === 'run-finished')) {
      await lookAtRuns(lookout);
      await lookAtAnomalies(lookout);
    }
    if (isFirst || events.some(({ kind }) => kind === 'tick-finished')) await lookAtTicks(lookout);
    seen = events.at(-1)?.id ?? seen;
    if (clock.now() - deadlineAt >= everyMs.deadline) {
      await stayAtWork(notifier, clock.now());
      await lookAtDeadline(lookout);
      deadlineAt = clock.now();
    }
    await notifier.deliver(signal);
  };

  while (!signal.aborted) {
    try {
      await look();
    } catch (error) {
      if (!signal.aborted) logger.error(`notices: ${error instanceof Error ? error.message : String(error)}`);
    }
    await timers.sleep(everyMs.look, signal).catch(() => undefined);
  }
  // What broke ends abruptly; another daemon that took over says for itself that it is at work.
  if (stopped.aborted && !(stopped.reason instanceof LeaseLostError))
    await notifier?.resolve(atWork).catch(() => undefined);
}

/** Undefined where no channel is configured. */
function openHouseNotifier({ configuration, stores, clock }: OpenHouse, logger: Logger): Notifier | undefined {
  const { notifications, timezone } = configuration;
  const channels = openChannels(notifications);
  if (channels.length === 0) return undefined;
  const { quietHours } = notifications;
  return openNotifier({
    connection: stores.connection,
    channels,
    clock,
    zone: openZone(timezone),
    logger,
    ...(quietHours !== undefined && { quietHours }),
  });
}

function stayAtWork(notifier: Notifier, at: number): Promise<boolean> {
  const notice = { key: atWork, kind: atWork, severity: 'info', title: 'The daemon is at work', text: '', at } as const;
  return notifier.report(notice, { afterMs: Number.POSITIVE_INFINITY });
}
