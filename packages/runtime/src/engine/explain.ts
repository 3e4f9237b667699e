import {
  type AssetGraph,
  type AssetKey,
  describeCause,
  explainPartition,
  type LiveStaleness,
  lastChangedInput,
  type Status,
} from '@meterworks/assets';
import type { StateStore } from '../state/state-store.ts';

/** Why a partition is what it is. */
export interface Explanation {
  readonly asset: AssetKey;
  readonly partition: string;
  /** Undefined: the asset has no such partition. */
  readonly status: Status | undefined;
  readonly certainty: 'certain' | 'possible' | undefined;
  /** The answer in one sentence, root cause included. */
  readonly sentence: string;
  readonly causes: readonly { readonly kind: string; readonly sentence: string }[];
  /** From the partition's own cause to the root. */
  readonly chain: readonly { readonly asset: AssetKey; readonly partition: string; readonly sentence: string }[];
  readonly root: string | undefined;
  readonly failure: string | undefined;
}

interface Link {
  readonly asset: AssetKey;
  readonly partition: string;
  readonly sentence: string;
}

/** Explains one partition from recorded facts: its causes, and the chain of changes to the root. */
export async function explain(
  graph: AssetGraph,
  staleness: LiveStaleness,
  state: StateStore,
  key: AssetKey,
  partition: string,
): Promise<Explanation> {
  const { scheme } = graph.asset(key);
  const ordinal = scheme.ordinalOf(partition);
  const facts = explainPartition(graph, staleness, key, ordinal);
  const chain = await followCauses(graph, staleness, state, key, ordinal);
  const failure =
    facts.status === 'failed' ? (await state.failures(key)).find((one) => one.ordinal === ordinal)?.message : undefined;
  const causes = facts.causes.map((cause) => ({ kind: cause.kind, sentence: describeCause(graph, cause) }));
  const root = chain.at(-1)?.sentence;
  const name = `${key} ${partition}`;
  const certainty = facts.status === 'stale' ? (facts.certain ? 'certain' : 'possible') : undefined;
  return {
    asset: key,
    partition,
    status: facts.status,
    certainty,
    sentence: sentenceOf(
      name,
      facts.status,
      certainty,
      causes[0]?.sentence,
      chain.length > 0 ? root : undefined,
      failure,
    ),
    causes,
    chain,
    root,
    failure,
  };
}

function sentenceOf(
  name: string,
  status: Status | undefined,
  certainty: string | undefined,
  cause: string | undefined,
  root: string | undefined,
  failure: string | undefined,
): string {
  if (status === undefined) return `${name} does not exist: it lies outside what the asset has.`;
  const because = root ?? cause;
  const rootPart = because === undefined ? '' : ` because ${because}`;
  if (status === 'fresh')
    return root === undefined ? `${name} is fresh.` : `${name} is fresh; it last changed because ${root}.`;
  if (status === 'failed') return `${name} failed: ${failure ?? 'the reason was not recorded'}.`;
  if (status === 'stale') return `${name} is ${certainty === 'possible' ? 'possibly stale' : 'stale'}${rootPart}.`;
  return `${name} is ${status}${rootPart}.`;
}

/** Goes from a partition to the change that started it, one link an asset; at most one pass through the graph's depth. */
async function followCauses(
  graph: AssetGraph,
  staleness: LiveStaleness,
  state: StateStore,
  key: AssetKey,
  ordinal: number,
): Promise<Link[]> {
  const chain: Link[] = [];
  let asset = key;
  let at = ordinal;
  let until = Number.POSITIVE_INFINITY;
  for (;;) {
    const partition = graph.asset(asset).scheme.keyOf(at);
    const facts = explainPartition(graph, staleness, asset, at);
    const pending =
      until === Number.POSITIVE_INFINITY ? facts.causes.find((cause) => cause.kind !== 'not-made') : undefined;
    if (pending !== undefined) {
      chain.push({ asset, partition, sentence: describeCause(graph, pending) });
      if (!('culprits' in pending) || pending.culprits.length === 0) return chain;
      const culprit = pending.culprits.at(-1) as number;
      if (pending.kind !== 'upstream-not-fresh') until = changedAt(staleness, pending.asset, culprit);
      asset = pending.asset;
      at = culprit;
      continue;
    }
    if (graph.asset(asset).compute.kind === 'external') {
      const seq = until === Number.POSITIVE_INFINITY ? changedAt(staleness, asset, at) : until;
      const detail = await state.observationAt(seq, asset);
      chain.push({ asset, partition, sentence: detail?.detail ?? `${asset} changed (${partition})` });
      return chain;
    }
    const seq = until === Number.POSITIVE_INFINITY ? changedAt(staleness, asset, at) : until;
    if (seq === 0) return chain;
    const own = Object.keys((await state.stepCauses(seq, asset)) ?? {});
    const input = lastChangedInput(graph, staleness, asset, at, seq);
    if (own.includes('code-changed') || own.includes('config-changed') || input === undefined) {
      if (own.length > 0) chain.push({ asset, partition, sentence: `${asset} was made again: ${own.join(', ')}` });
      return chain;
    }
    if (asset !== key) chain.push({ asset, partition, sentence: `${asset} changed (${partition})` });
    ({ asset, ordinal: at, seq: until } = input);
  }
}

function changedAt(staleness: LiveStaleness, key: AssetKey, ordinal: number): number {
  const columns = staleness.columns(key);
  const row = columns.rowOf(ordinal);
  if (row < 0) return 0;
  const width = columns.layout.facets.length;
  return Math.max(...columns.changedSeq.subarray(row * width, (row + 1) * width));
}
