import { type Configuration, formatProblem, type LoadedConfiguration } from '@meterworks/meters/config';
import type { Timers } from '@meterworks/runtime';
import type { Scheduler } from '@meterworks/runtime/schedule';
import type { RecordedProblem } from '@meterworks/runtime/settings';
import { houseSchedules } from '../composition/house-schedules.ts';
import { storePaths } from '../composition/open-stores.ts';
import { describeFailure } from '../describe-failure.ts';
import type { Attendance } from './attend-commands.ts';
import { recordLook, withoutPlace } from './record-look.ts';
import { lookAtFiles, type SeenFiles, watchFiles } from './watch-configuration.ts';

/** What the configuration said when it was last read. */
export interface ConfigurationState {
  /** Empty where it is the one that is worked with. */
  readonly problems: readonly string[];
}

export interface Reloading extends Attendance {
  readonly scheduler: Pick<Scheduler, 'declare'>;
  /** The files of the configuration that the house was opened with, as they were before. */
  readonly seen: SeenFiles;
  /** Reads the configuration folder; whatever is wrong with it comes as problems. */
  readonly read: () => Promise<LoadedConfiguration>;
  readonly timers: Timers;
  /** Told after each reading. */
  readonly told: (state: ConfigurationState) => void;
}

/**
 * Goes over to what the configuration says whenever it is changed, until the house's signal is aborted. One that has errors is
 * reported, and the old one goes on; so does all work under way, which ends first.
 */
export async function followConfiguration(reloading: Reloading): Promise<void> {
  const { house, seen, timers } = reloading;
  await watchFiles(seen, () => reload(reloading), { timers, signal: house.signal });
}

async function reload(reloading: Reloading): Promise<SeenFiles> {
  const { house, queue, logger, read, scheduler, told } = reloading;
  const before = await lookAtFiles(reloading.seen.files);
  const loaded = await read();
  const { configuration, problems, files } = loaded;
  // A file that is looked for only now cannot have been seen before.
  const seen = files.join() === before.files.join() ? before : await lookAtFiles(files);
  const refuse = async (faults: readonly string[], beside: readonly RecordedProblem[] = []): Promise<void> => {
    for (const fault of faults) logger.error(`configuration: ${fault}`);
    logger.error('the changed configuration is not used; the daemon goes on with the one before');
    told({ problems: faults });
    await recordLook(house, 'refused', loaded, beside);
    await record(house, 'configuration-refused', faults);
  };
  if (configuration === undefined) {
    await refuse(problems.filter(({ severity }) => severity === 'error').map(formatProblem));
    return seen;
  }
  const moved = movedPaths(house.configuration, configuration);
  if (moved.length > 0) {
    const message = (key: string) => `${key} was changed; that takes a restart of the daemon`;
    await refuse(
      moved.map(message),
      moved.map((key) => withoutPlace(message(key), 'error')),
    );
    return seen;
  }
  const used = house.configuration;
  try {
    await queue.add(async () => {
      await house.reconfigure(configuration);
      await scheduler.declare(houseSchedules(configuration));
    });
    const later = keysForStart(used, configuration);
    logger.info('the changed configuration is used from now on');
    const restart =
      later.length === 0 ? undefined : `${later.join(' and ')} changed; the daemon has to be started anew for that`;
    if (restart !== undefined) logger.warn(restart);
    told({ problems: [] });
    await recordLook(house, 'inUse', loaded, restart === undefined ? [] : [withoutPlace(restart, 'warning')]);
    await record(house, 'configuration-loaded', []);
  } catch (error) {
    const { lines } = describeFailure(error, { verbose: false, version: '' });
    if (!house.signal.aborted)
      await refuse(
        lines,
        lines.map((line) => withoutPlace(line, 'error')),
      );
  }
  return seen;
}

function movedPaths(before: Configuration, after: Configuration): string[] {
  const [old, next] = [storePaths(before), storePaths(after)];
  return [
    ...(old.state === next.state ? [] : ['state.database']),
    ...(old.series === next.series ? [] : ['state.series']),
  ];
}

/** What is looked at only when the daemon starts. */
function keysForStart(used: Configuration, next: Configuration): string[] {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return [
    ...(isSame(used.logging, next.logging) ? [] : ['logging']),
    ...(used.ui.passwordHash?.reveal() === next.ui.passwordHash?.reveal() ? [] : ['UI_PASSWORD_HASH']),
  ];
}

async function record({ stores, fence, clock }: Attendance['house'], kind: string, problems: readonly string[]) {
  await stores.state.commit(fence, () => ({ events: [{ at: clock.now(), kind, payload: { problems } }] }));
}
