import type { AssetKey } from '../asset-key.ts';
import type { AssetDefinition } from '../definition/asset.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import { mappedRange } from '../graph/mapped-range.ts';
import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import { type AssetStaleness, isCertain, type Staleness } from '../staleness/asset-staleness.ts';
import { CauseCounts, type StaleCauseKind } from '../staleness/stale-cause.ts';
import { noPartition, type Status, statusCodes } from '../staleness/status.ts';

/** What to plan for. */
export interface PlanInput {
  /** The statuses wanted of each selected asset; assets that are not in here come along as inputs only. */
  readonly wanted: ReadonlyMap<AssetKey, ReadonlySet<Status>>;
  /** Restricts the selected assets' partitions; undefined takes all. */
  readonly range: (asset: AssetDefinition) => OrdinalRange | undefined;
  /** Whether inputs that are not fresh are made first. */
  readonly upstream: boolean;
  /** Fresh partitions that are left as they are although `fresh` is wanted. */
  readonly keeps?: (asset: AssetKey, ordinal: number) => boolean;
}

/** What one asset needs. `make` ordinals may turn out fresh when their inputs come out equal: those are `possible`, the rest `certain`. */
export interface PlanStep {
  readonly asset: AssetKey;
  readonly kind: 'make' | 'remove';
  /** Ascending. */
  readonly ordinals: readonly number[];
  readonly certain: number;
  readonly possible: number;
  /** Made whatever their state: the user asked for them. */
  readonly forced: boolean;
  readonly causes: readonly { readonly kind: StaleCauseKind; readonly count: number }[];
}

/** Ordered steps, inputs before their readers. */
export interface Plan {
  /** UTC ms. */
  readonly asOf: number;
  readonly steps: readonly PlanStep[];
  /** Counts of partitions: to make, of which certainly and possibly; and wanted ones that cannot be made. */
  readonly planned: number;
  readonly certain: number;
  readonly possible: number;
  readonly blocked: number;
}

/** Chooses what has to be made, with the inputs that have to come first. Pure. */
export function planRun(graph: AssetGraph, staleness: Staleness, input: PlanInput): Plan {
  const marks = new Map<AssetKey, Uint8Array>();
  const marksOf = (key: AssetKey): Uint8Array => {
    let found = marks.get(key);
    if (found === undefined) {
      found = new Uint8Array(staleness.of(key).status.length);
      marks.set(key, found);
    }
    return found;
  };

  let blocked = 0;
  for (const [key, wanted] of input.wanted) {
    // In a large graph nearly everything is fresh: it is not looked at partition by partition.
    if (staleness.of(key).unsettled === 0 && !wanted.has('fresh')) continue;
    blocked += markSelected(graph.asset(key), staleness.of(key), wanted, input, marksOf(key));
  }
  if (input.upstream)
    for (const key of graph.keys.toReversed()) {
      const marked = marks.get(key);
      if (marked === undefined) continue;
      if (graph.asset(key).compute.kind === 'running') markPredecessors(staleness.of(key), marked);
      markInputs(graph, staleness, key, marksOf);
    }

  const steps: PlanStep[] = [];
  for (const key of graph.keys) {
    const asset = graph.asset(key);
    if (asset.compute.kind === 'external') continue;
    const one = staleness.of(key);
    // Also where none of it is fresh as yet: who asks for all again is not served with what stands already.
    const forced = input.wanted.get(key)?.has('fresh') === true;
    const step = makeStep(one, marks.get(key), forced);
    if (step !== undefined) steps.push(step);
    if (input.wanted.has(key) && one.removed.length > 0) {
      steps.push({
        asset: key,
        kind: 'remove',
        ordinals: one.removed,
        certain: one.removed.length,
        possible: 0,
        forced: false,
        causes: [],
      });
    }
  }
  const making = steps.filter((step) => step.kind === 'make');
  return {
    asOf: staleness.asOf,
    steps,
    planned: sum(making, (step) => step.ordinals.length),
    certain: sum(making, (step) => step.certain),
    possible: sum(making, (step) => step.possible),
    blocked,
  };
}

const wantedMark = 1;
const forcedMark = 2;

/** Marks the wanted partitions of a selected asset; gives how many wanted ones are blocked. */
function markSelected(
  asset: AssetDefinition,
  one: AssetStaleness,
  wanted: ReadonlySet<Status>,
  { range: rangeOf, keeps }: PlanInput,
  marks: Uint8Array,
): number {
  if (one.domain === undefined || asset.compute.kind === 'external') return 0;
  const range = rangeOf(asset);
  const codes = new Set([...wanted].map((status) => statusCodes[status]));
  let blocked = 0;
  for (let i = 0; i < marks.length; i++) {
    const ordinal = one.domain.from + i;
    const code = one.status[i] as number;
    if (code === noPartition || (range !== undefined && (ordinal < range.from || ordinal > range.to))) continue;
    if (code === statusCodes.fresh && keeps?.(asset.key, ordinal) === true) continue;
    if (codes.has(code)) marks[i] = code === statusCodes.fresh ? forcedMark : wantedMark;
    else if (code === statusCodes.blocked) blocked++;
  }
  return blocked;
}

/** Marks what is not fresh before the last marked partition of a running asset: its state is carried through all of them. */
function markPredecessors(one: AssetStaleness, marks: Uint8Array): void {
  for (let i = marks.findLastIndex((mark) => mark !== 0) - 1; i >= 0; i--)
    if (marks[i] === 0 && needsWork(one.status[i] as number)) marks[i] = wantedMark;
}

/** Marks what is not fresh among the inputs of the marked partitions. */
function markInputs(
  graph: AssetGraph,
  staleness: Staleness,
  key: AssetKey,
  marksOf: (key: AssetKey) => Uint8Array,
): void {
  const asset = graph.asset(key);
  const own = staleness.of(key);
  const marks = marksOf(key);
  if (own.domain === undefined) return;
  for (const dependency of asset.dependencies) {
    const upstream = graph.asset(dependency.asset);
    const other = staleness.of(upstream.key);
    if (upstream.compute.kind === 'external' || other.domain === undefined || other.unsettled === 0) continue;
    const target = marksOf(upstream.key);
    let markedTo = -1;
    for (let i = 0; i < marks.length; i++) {
      if (marks[i] === 0) continue;
      const range =
        dependency.mapping.kind === 'lazy'
          ? { from: other.domain.from, to: other.domain.to }
          : mappedRange(asset, dependency, upstream, own.domain.from + i);
      const from = Math.max(range.from - other.domain.from, markedTo + 1, 0);
      const to = Math.min(range.to - other.domain.from, target.length - 1);
      for (let j = from; j <= to; j++)
        if (target[j] === 0 && needsWork(other.status[j] as number)) target[j] = wantedMark;
      markedTo = Math.max(markedTo, to);
    }
  }
}

function needsWork(code: number): boolean {
  return (
    code === statusCodes.missing ||
    code === statusCodes.stale ||
    code === statusCodes.failed ||
    code === statusCodes.blocked
  );
}

function makeStep(one: AssetStaleness, marks: Uint8Array | undefined, forced: boolean): PlanStep | undefined {
  if (marks === undefined || one.domain === undefined) return undefined;
  const ordinals: number[] = [];
  const counts = new CauseCounts();
  let certain = 0;
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] === 0) continue;
    ordinals.push(one.domain.from + i);
    const bits = one.causes[i] as number;
    // A blocked partition is made only if what it waits for can be mended first.
    const blocked = one.status[i] === statusCodes.blocked;
    if (!blocked && (marks[i] === forcedMark || isCertain(bits) || one.status[i] === statusCodes.failed)) certain++;
    counts.add(bits);
  }
  if (ordinals.length === 0) return undefined;
  const causes = [...counts.total()].map(([kind, count]) => ({ kind, count }));
  return { asset: one.key, kind: 'make', ordinals, certain, possible: ordinals.length - certain, forced, causes };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
