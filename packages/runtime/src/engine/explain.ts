import {
  type AssetGraph,
  type AssetKey,
  type CheckSeverity,
  describeCause,
  explainPartition,
  type LiveStaleness,
  type Status,
} from '@meterworks/assets';
import type { StateStore } from '../state/state-store.ts';
import { type ChainLink, followCauses } from './follow-causes.ts';

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
  readonly chain: readonly ChainLink[];
  readonly root: string | undefined;
  readonly failure: string | undefined;
  /** Its value is kept, whatever changes above it. */
  readonly pinned: boolean;
  /** What checks say about its value, or about the one that they kept from being stored. */
  readonly findings: readonly { readonly check: string; readonly severity: CheckSeverity; readonly message: string }[];
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
  const chain = await followCauses({ graph, staleness, state }, key, ordinal);
  const failure =
    facts.status === 'failed' ? (await state.failures(key)).find((one) => one.ordinal === ordinal)?.message : undefined;
  const causes = facts.causes.map((cause) => ({ kind: cause.kind, sentence: describeCause(graph, cause) }));
  const root = chain.at(-1)?.sentence;
  const name = `${key} ${partition}`;
  const pinned = staleness.columns(key).isPinned(ordinal);
  const certainty = facts.status === 'stale' ? (facts.certain ? 'certain' : 'possible') : undefined;
  const findings = (await state.findings([key])).filter((one) => one.ordinal === ordinal);
  return {
    asset: key,
    partition,
    status: facts.status,
    certainty,
    sentence: pinned
      ? pinnedSentence(name, staleness, key, ordinal)
      : sentenceOf(name, facts.status, certainty, causes[0]?.sentence, chain.length > 0 ? root : undefined, failure),
    causes,
    chain,
    root,
    failure,
    pinned,
    findings: findings.map(({ check, severity, message }) => ({ check, severity, message })),
  };
}

function pinnedSentence(name: string, staleness: LiveStaleness, key: AssetKey, ordinal: number): string {
  const held = staleness.inputs(key).causesOf(staleness.columns(key).rowOf(ordinal), ordinal) !== 0;
  return `${name} is fresh because it is pinned: its value is kept${held ? ', and would be made again otherwise' : ''}.`;
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
