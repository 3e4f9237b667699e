import { type AssetGraph, partitionFlags } from '@meterworks/assets';
import type { Fenced, StateStore } from '../state/state-store.ts';

/**
 * Forgets the partitions that a process was writing when it ended: their values may be newer than what is recorded of them, and an
 * input that has changed back since would make them look fresh. They are missing then, and are made again; those that it was removing go. Gives
 * how many.
 */
export async function forgetPendingWrites(graph: AssetGraph, state: StateStore, fence: Fenced): Promise<number> {
  const pending = (await state.pendingWrites()).filter(({ asset }) => graph.has(asset));
  if (pending.length === 0) return 0;
  const { recordUnsure } = await import('../execute/made-partitions.ts');
  const states = await state.readStates(pending.map(({ asset: key }) => ({ key, layout: graph.layout(key) })));
  let forgotten = 0;
  await state.commit(fence, (seq) => ({
    states: pending.flatMap(({ asset, from, to, removes }) => {
      const columns = states.get(asset);
      if (columns === undefined) return [];
      const ordinals: number[] = [];
      for (let row = 0; row < columns.length; row++) {
        const ordinal = columns.first + row;
        const flags = columns.flags[row] as number;
        if (flags === 0 || ordinal < from || ordinal > to || (flags & partitionFlags.pinned) !== 0) continue;
        ordinals.push(ordinal);
      }
      recordUnsure(columns, ordinals, seq, removes);
      forgotten += ordinals.length;
      return [{ asset, columns }];
    }),
  }));
  return forgotten;
}
