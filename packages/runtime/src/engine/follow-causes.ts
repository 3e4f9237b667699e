import {
  type AssetGraph,
  type AssetKey,
  type ChangedPartition,
  describeCause,
  explainPartition,
  isCertain,
  type LiveStaleness,
  lastChangedInput,
  type PartitionCause,
  type PartitionFacts,
  statusCodes,
} from '@meterworks/assets';
import type { StateStore } from '../state/state-store.ts';

/** One step on the way from a partition to what made it what it is. */
export interface ChainLink {
  readonly asset: AssetKey;
  readonly partition: string;
  readonly sentence: string;
}

interface Facts {
  readonly graph: AssetGraph;
  readonly staleness: LiveStaleness;
  readonly state: StateStore;
}

/**
 * Goes from a partition to the change that started it: first along what is pending (an input that changed, an upstream that is not
 * fresh), then along the commits in which recorded changes came about. At most a few links an asset.
 */
export async function followCauses(facts: Facts, key: AssetKey, ordinal: number): Promise<ChainLink[]> {
  const { graph, staleness, state } = facts;
  const chain: ChainLink[] = [];
  let asset = key;
  let at = ordinal;
  for (;;) {
    const link = (sentence: string): number =>
      chain.push({ asset, partition: graph.asset(asset).scheme.keyOf(at), sentence });
    const found = explainPartition(graph, staleness, asset, at);
    if (found.status === 'failed' && chain.length > 0) {
      const failure = (await state.failures(asset)).find((one) => one.ordinal === at);
      link(
        `${asset} ${graph.asset(asset).scheme.keyOf(at)} failed: ${failure?.message ?? 'the reason was not recorded'}`,
      );
      return chain;
    }
    const pending = pendingCause(staleness, found);
    if (pending === undefined)
      return [...chain, ...(await followChanges(facts, key, asset, at, staleness.columns(asset).lastChange(at)))];
    link(describeCause(graph, pending, asset === key ? undefined : asset));
    if (pending.kind !== 'upstream-not-fresh') {
      const newest = 'newest' in pending ? pending.newest : undefined;
      if (newest === undefined) return chain;
      return [...chain, ...(await followChanges(facts, key, newest.asset, newest.ordinal, newest.seq))];
    }
    const culprit = pending.culprits.at(-1);
    if (culprit === undefined) return chain;
    asset = pending.asset;
    at = culprit;
  }
}

/** What keeps a partition from being fresh, with the culprit that tells most as the last one. */
function pendingCause(staleness: LiveStaleness, { status, causes }: PartitionFacts): PartitionCause | undefined {
  const ranked = causes.flatMap((cause): { readonly cause: PartitionCause; readonly rank: number }[] => {
    if (cause.kind === 'not-made') return [];
    if (cause.kind !== 'upstream-not-fresh') return [{ cause, rank: status === 'blocked' ? 1 : 2 }];
    const { domain, status: codes, causes: bits } = staleness.of(cause.asset);
    const rankOf = (ordinal: number): number => {
      const i = ordinal - (domain?.from ?? 0);
      if (codes[i] === statusCodes.failed || codes[i] === statusCodes.blocked) return status === 'blocked' ? 3 : 1;
      return isCertain(bits[i] ?? 0) ? 1 : 0;
    };
    const culprits = cause.culprits.toSorted((a, b) => rankOf(a) - rankOf(b));
    return [{ cause: { ...cause, culprits }, rank: rankOf(culprits.at(-1) as number) }];
  });
  return ranked.toSorted((a, b) => b.rank - a.rank)[0]?.cause;
}

/** From a change that is recorded to the one it came from, link by link; `key` is the asset that is being explained. */
async function followChanges(
  { graph, staleness, state }: Facts,
  key: AssetKey,
  asset: AssetKey,
  ordinal: number,
  seq: number,
): Promise<ChainLink[]> {
  const chain: ChainLink[] = [];
  let here: ChangedPartition = { asset, ordinal, seq };
  while (here.seq > 0) {
    const { scheme, compute } = graph.asset(here.asset);
    const partition = scheme.keyOf(here.ordinal);
    const changed = `${here.asset} changed (${partition})`;
    if (compute.kind === 'external') {
      const detail = (await state.observationAt(here.seq, here.asset))?.detail ?? changed;
      return [...chain, { asset: here.asset, partition, sentence: detail }];
    }
    const reason = reasonOfItsOwn(Object.keys((await state.stepCauses(here.seq, here.asset)) ?? {}), here.asset);
    const input = lastChangedInput(graph, staleness, here.asset, here.ordinal, here.seq);
    if (reason !== undefined || input === undefined)
      return reason === undefined ? chain : [...chain, { asset: here.asset, partition, sentence: reason }];
    if (here.asset !== key) chain.push({ asset: here.asset, partition, sentence: changed });
    here = input;
  }
  return chain;
}

/** What a step recorded about itself that no input explains. */
function reasonOfItsOwn(causes: readonly string[], asset: AssetKey): string | undefined {
  if (causes.includes('code-changed')) return `the code of ${asset} changed`;
  if (causes.includes('config-changed')) return `the configuration of ${asset} changed`;
  return causes.includes('deps-differ') ? `the dependencies of ${asset} changed` : undefined;
}
