import {
  type AssetDefinition,
  type AssetStaleness,
  CauseCounts,
  isCertain,
  type OrdinalRange,
  type PlanStep,
  partitionFlags,
  type RecordedInputs,
  type StateColumns,
  statusCodes,
} from '@meterworks/assets';
import type { RunScope } from './run-scope.ts';

/** What of a planned step is made now that its inputs are settled. */
export interface Choice {
  /**
   * Ascending. Of a running asset those that are made whatever is carried into them; the others of the step follow where the
   * carried state comes out different.
   */
  readonly ordinals: readonly number[];
  readonly causes: Readonly<Record<string, number>>;
}

/** Planned partitions that a step leaves as they are. */
export interface LeftPartitions {
  /** Found fresh, because their inputs came out equal. */
  readonly cutOff: number;
  /** An input is missing or not up to date: it failed, or was not asked for. */
  readonly blocked: number;
}

/** Which of the planned partitions have to be made, with the reasons counted. */
export function chooseOrdinals(scope: RunScope, asset: AssetDefinition, step: PlanStep): Choice {
  const now = scope.staleness.current(asset.key);
  const columns = scope.columns(asset.key);
  const inputs = scope.staleness.inputs(asset.key);
  const ordinals: number[] = [];
  const counts = new CauseCounts();
  for (const ordinal of step.ordinals) {
    const at = ordinal - (now.domain?.from ?? Number.NaN);
    const code = now.status[at];
    if (code === undefined) continue;
    const bits = now.causes[at] ?? 0;
    // A running total waits for its own days before by being stepped in order, not by being left out.
    const settled =
      bits === 0 || (asset.compute.kind === 'running' && inputs.upstreamCause(columns.rowOf(ordinal), ordinal) === 0);
    const wanted = isCertain(bits) || (settled && (code === statusCodes.failed || step.forced));
    if (!wanted || inputs.lacksInput(ordinal)) continue;
    ordinals.push(ordinal);
    counts.add(bits);
  }
  const causes = Object.fromEntries(counts.total());
  if (asset.compute.kind !== 'whole' || ordinals.length === 0 || now.domain === undefined) return { ordinals, causes };
  return { ordinals: allOf(asset, now.domain, columns, inputs), causes };
}

/** All partitions but those that are to be kept and those that lack an input: many, of which mostly nothing is to be said. */
function allOf(
  { scheme }: AssetDefinition,
  { from, to }: OrdinalRange,
  columns: StateColumns,
  inputs: RecordedInputs,
): number[] {
  const hasGaps = scheme.count(from, to) <= to - from;
  const { pinned } = partitionFlags;
  const flags = columns.allFlags;
  const hasPinned = typeof flags === 'number' ? (flags & pinned) !== 0 : flags.some((flag) => (flag & pinned) !== 0);
  const ordinals: number[] = [];
  for (let ordinal = from; ordinal <= to; ordinal++) {
    if (hasGaps && !scheme.exists(ordinal)) continue;
    if (hasPinned && columns.isPinned(ordinal)) continue;
    if (inputs.mayLackInputs && inputs.lacksInput(ordinal)) continue;
    ordinals.push(ordinal);
  }
  return ordinals;
}

/**
 * Counts the planned partitions that were not touched, by what they are after the step.
 *
 * @param touched ascending
 */
export function countLeft(step: PlanStep, touched: readonly number[], after: AssetStaleness): LeftPartitions {
  let cutOff = 0;
  let blocked = 0;
  let at = 0;
  for (const ordinal of step.ordinals) {
    while ((touched[at] ?? Number.POSITIVE_INFINITY) < ordinal) at++;
    const code = after.status[ordinal - (after.domain?.from ?? Number.NaN)];
    if (code === undefined || touched[at] === ordinal) continue;
    if (code === statusCodes.fresh) cutOff++;
    else blocked++;
  }
  return { cutOff, blocked };
}

/** What of two ascending lists is in both. */
export function inBoth(one: readonly number[], other: readonly number[]): number[] {
  let at = 0;
  return one.filter((ordinal) => {
    while ((other[at] ?? Number.POSITIVE_INFINITY) < ordinal) at++;
    return other[at] === ordinal;
  });
}
