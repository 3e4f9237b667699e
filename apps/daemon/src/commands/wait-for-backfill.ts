import { isHolderDead, type SqliteConnection, systemClock } from '@meterworks/runtime';
import { backfillProgress, readBackfill, readChunks, runNextChunk } from '@meterworks/runtime/backfill';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { CommandFailure, HouseBusyFailure, UsageFailure } from '../command-failure.ts';
import { backfillPlace } from '../composition/backfill-place.ts';
import { holderText } from '../composition/hold-house.ts';
import type { OpenHouse } from '../composition/open-house.ts';
import { exitCodes } from '../exit-code.ts';
import { type BackfillView, backfillJson, backfillLines } from '../output/backfill-report.ts';
import { durationText } from '../output/duration-text.ts';
import { openProgress, type ProgressMeter } from '../output/progress.ts';

const pauseMs = 200;

/** Works on backfills until this one is at its end or paused, or watches the daemon do so; then prints it. */
export async function waitForBackfill(
  context: CommandContext,
  house: OpenHouse,
  id: number,
  options: { readonly json?: boolean },
): CommandResult {
  const { hold, signal } = house;
  const { connection } = house.stores;
  const { terminal } = context;
  if (hold?.kind === 'held-elsewhere' && !hold.isDaemon) throw new HouseBusyFailure(holderText(hold.holder));
  const bar = openProgress(terminal, 'Backfilling', () => performance.now());
  try {
    while (!signal.aborted && readBackfill(connection, id)?.status === 'waiting') {
      if (hold?.kind === 'held-here') {
        await runNextChunk(backfillPlace(house), { timers: systemClock, signal });
      } else if (hold !== undefined && isHolderDead(hold.holder)) {
        throw new CommandFailure('storage', `The daemon ended; backfill ${id} goes on with the next one, or --wait.`);
      } else await systemClock.sleep(pauseMs, signal).catch(() => undefined);
      showProgress(bar, viewOf(connection, id));
    }
  } finally {
    bar.finish();
  }
  const { backfill } = printBackfill(context, connection, id, options);
  if (backfill.status === 'waiting')
    terminal.say(
      hold?.kind === 'held-here'
        ? `It goes on with the next daemon, or meterworks backfill resume ${id} --wait.`
        : 'No longer waiting; the daemon goes on with it.',
    );
  return backfill.status === 'success' ? exitCodes.done.code : exitCodes.runFailed.code;
}

function showProgress(bar: ProgressMeter, { chunks }: BackfillView): void {
  const { partitions, leftMs } = backfillProgress(chunks);
  bar.update(partitions.done, partitions.total, leftMs === undefined ? '' : `about ${durationText(leftMs)} left`);
}

/** A recorded backfill with its chunks. @throws UsageFailure */
export function viewOf(connection: SqliteConnection, id: number): BackfillView {
  const backfill = readBackfill(connection, id);
  if (backfill === undefined)
    throw new UsageFailure(`There is no backfill ${id}; meterworks backfill list lists them.`);
  return { backfill, chunks: readChunks(connection, backfill.id) };
}

export function printBackfill(
  { terminal }: CommandContext,
  connection: SqliteConnection,
  id: number,
  { json = false }: { readonly json?: boolean },
): BackfillView {
  const view = viewOf(connection, id);
  terminal.print(json ? JSON.stringify(backfillJson(view), null, 2) : backfillLines(view).join('\n'));
  return view;
}
