import type { AssetGraph, AssetKey } from '@meterworks/assets';
import { openReadSide, type RunDetail } from '@meterworks/runtime/read';
import { CommandFailure } from '../command-failure.ts';
import type { OpenHouse } from '../composition/open-house.ts';

/** What makes again what a run left undone. */
export interface RetryRequest {
  readonly selection?: string;
  /** What failed, and what is computed of it; all of the selection where the run ended before it came to something. */
  readonly only?: ReadonlySet<AssetKey>;
}

/** @throws CommandFailure where there is no such run, or it left nothing undone */
export async function retryRequestOf(run: number, house: OpenHouse): Promise<RetryRequest> {
  const { paths } = house.stores;
  const reader = openReadSide({ stateDatabase: paths.state, seriesDatabase: paths.series });
  try {
    const detail = await reader.run(run);
    if (detail === undefined) throw new CommandFailure('usage', `There is no run ${run}.`);
    return retryRequest(detail, house.engine.graph);
  } finally {
    await reader.close();
  }
}

export function retryRequest({ run, steps }: RunDetail, graph: AssetGraph): RetryRequest {
  if (run.status === 'running') throw new CommandFailure('usage', `Run ${run.id} still goes on; cancel it first.`);
  if (run.status === 'success') throw new CommandFailure('usage', `Run ${run.id} left nothing undone.`);
  const selection = run.selection === '' ? {} : { selection: run.selection };
  const failed = new Set(steps.filter(({ failed }) => failed > 0).map(({ asset }) => asset as AssetKey));
  if (run.status === 'cancelled' || failed.size === 0) return selection;
  const only = new Set<AssetKey>();
  for (const key of graph.keys) {
    if (failed.has(key) || graph.upstream(key).some((input) => only.has(input))) only.add(key);
  }
  return { ...selection, only };
}
