import type { BackfillAction, FiledBackfill } from '@meterworks/runtime/backfill';
import type { Command, CommandOutcome } from '@meterworks/runtime/commands';
import { backfillPlace } from '../composition/backfill-place.ts';
import type { OpenHouse } from '../composition/open-house.ts';
import { controlFault } from '../output/backfill-report.ts';

/** What the outcome of a `backfill` command says; no number where there is nothing to do. */
export interface FiledResult {
  readonly kind: FiledBackfill['kind'];
  readonly backfill: number | null;
}

/** Records the backfill; the daemon works on it between other things. */
export async function fileBackfillCommand(
  { payload, actor }: Extract<Command, { kind: 'backfill' }>,
  house: OpenHouse,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const { fileBackfill } = await import('@meterworks/runtime/backfill');
  const { observe = true, ...request } = payload;
  const filed = await fileBackfill(backfillPlace(house), { ...request, actor }, { observe, signal });
  const result: FiledResult = { kind: filed.kind, backfill: filed.kind === 'nothing' ? null : filed.backfill.id };
  return { kind: 'done', result: { ...result } };
}

export async function controlBackfillCommand(
  id: number,
  action: BackfillAction,
  house: OpenHouse,
): Promise<CommandOutcome> {
  const { controlBackfill } = await import('@meterworks/runtime/backfill');
  const outcome = await controlBackfill(house.stores.connection, id, action, house.clock);
  if (outcome.kind === 'done') return { kind: 'done' };
  return { kind: 'refused', message: controlFault(id, action, outcome) };
}
