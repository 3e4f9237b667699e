import type { AssetGraph, CancelSignal } from '@meterworks/assets';
import { selectAssets } from '../engine/plan-request.ts';

/** What became of asking one source. */
export interface PulledSource {
  readonly source: string;
  /** Why it could not be asked. */
  readonly error?: Error;
}

/**
 * Lets the sources of the selected assets fetch from outside what can then be observed; those that cannot fetch are left out. One that
 * fails does not keep the others from it. Without a selection: all of them.
 *
 * @throws SelectionError
 */
export async function pullSources(
  graph: AssetGraph,
  selection: string | undefined,
  context: { readonly asOf: number; readonly signal: CancelSignal },
): Promise<PulledSource[]> {
  const chosen = selectAssets(graph, selection);
  const pulled: PulledSource[] = [];
  for (const source of graph.sources) {
    if (source.pull === undefined || !source.assets.some((asset) => chosen.has(asset))) continue;
    context.signal.throwIfAborted();
    try {
      await source.pull(context);
      pulled.push({ source: source.name });
    } catch (error) {
      context.signal.throwIfAborted();
      pulled.push({ source: source.name, error: error instanceof Error ? error : new Error(String(error)) });
    }
  }
  return pulled;
}
