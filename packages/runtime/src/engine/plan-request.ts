import {
  type AssetGraph,
  type AssetKey,
  type LiveStaleness,
  type PlanInput,
  parsePartitionRange,
  parseSelection,
  resolveSelection,
  type SelectionView,
  type Status,
  statuses,
} from '@meterworks/assets';

/** What to make, as a person asks for it. */
export interface PlanRequest {
  /** In the selection grammar; everything when left out. */
  readonly selection?: string;
  /** Of the selection only these. */
  readonly only?: ReadonlySet<AssetKey>;
  /** Dates, months or years, both included; `to` takes the partitions that have ended by its end. */
  readonly from?: string;
  readonly to?: string;
  /** Which partitions of the selection: all that is not fresh unless said otherwise; `all` makes fresh ones again. */
  readonly state?: 'stale' | 'missing' | 'failed' | 'all';
  /** With `all`: only what no commit after this one made or confirmed, so that who asks twice gets it once. */
  readonly notMadeSince?: number;
  /** With `to`: also the open month and year that hold it. */
  readonly running?: boolean;
  /** Whether inputs that are not fresh are made first; true unless said otherwise. */
  readonly upstream?: boolean;
}

const needingWork: readonly Status[] = ['missing', 'stale', 'failed', 'blocked'];

/**
 * Turns a request into what the planner takes.
 *
 * @throws SelectionError, PartitionKeyError, PartitionRangeError for what was written wrongly
 */
export function planInputOf(graph: AssetGraph, request: PlanRequest): PlanInput {
  const chosen = selectAssets(graph, request.selection);
  const wanted = new Map<AssetKey, ReadonlySet<Status>>();
  const byState = request.state === undefined ? needingWork : request.state === 'all' ? statuses : [request.state];
  for (const key of graph.keys) {
    const statusesOf = chosen.get(key);
    if (statusesOf === undefined || request.only?.has(key) === false) continue;
    // A selection by state names the partitions itself: `state:fresh` makes fresh ones again.
    const allowed = statusesOf === 'any' ? byState : statuses.filter((status) => statusesOf.has(status));
    wanted.set(key, new Set(allowed));
  }
  const ranges = new Map<string, ReturnType<typeof parsePartitionRange>>();
  return {
    wanted,
    upstream: request.upstream ?? true,
    range: ({ scheme }) => {
      if (request.from === undefined && request.to === undefined) return undefined;
      const id = `${scheme.grain} ${scheme.zone} ${scheme.startOrdinal}`;
      const known =
        ranges.get(id) ?? parsePartitionRange(scheme, request.from, request.to, { withOpen: request.running ?? false });
      ranges.set(id, known);
      return known;
    },
  };
}

/** Leaves alone what is pinned, and what was made since the commit that the request names. */
export function keptBy({ notMadeSince }: PlanRequest, staleness: LiveStaleness): Pick<PlanInput, 'keeps'> {
  return {
    keeps: (key, ordinal) => {
      const columns = staleness.columns(key);
      const row = columns.rowOf(ordinal);
      if (row < 0) return false;
      return columns.isPinned(ordinal) || (notMadeSince !== undefined && columns.madeSeqAt(row) > notMadeSince);
    },
  };
}

/** The selected assets; `any` where the selection says nothing about states. Without a selection: all of them. */
export function selectAssets(
  graph: AssetGraph,
  selection: string | undefined,
): Map<AssetKey, ReadonlySet<Status> | 'any'> {
  if (selection === undefined || selection.trim() === '')
    return new Map(graph.keys.map((key) => [key, 'any' as const]));
  const { assets, states } = resolveSelection(parseSelection(selection), selectionView(graph));
  const chosen = new Map<AssetKey, ReadonlySet<Status> | 'any'>();
  for (const key of graph.keys) {
    if (!assets.has(key)) continue;
    chosen.set(key, states.allowsAll ? 'any' : new Set(statuses.filter((status) => states.allows(key, status))));
  }
  return chosen;
}

function selectionView(graph: AssetGraph): SelectionView {
  return {
    keys: graph.keys,
    tagsOf: graph.tagsOf,
    groupOf: graph.groupOf,
    sourceOf: (key) => graph.sourceOf(key)?.name,
    upstream: graph.upstream,
    downstream: graph.downstream,
  };
}
