import type { AssetDefinition } from '../definition/asset.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import { resolveDomain } from '../graph/resolve-domain.ts';
import type { OrdinalRange } from '../partitions/partition-scheme.ts';
import { spansOf } from '../partitions/spans.ts';
import { partitionFlags, type StateColumns } from '../state/state-columns.ts';
import type { AssetStaleness } from './asset-staleness.ts';
import type { Places } from './compare-columns.ts';
import { RecordedInputs } from './recorded-inputs.ts';
import { causeBits } from './stale-cause.ts';
import { noPartition, statusCodes } from './status.ts';
import type { Upstreams } from './upstreams.ts';

/** An external asset is what was observed of it. */
export function evaluateExternal(asset: AssetDefinition, columns: StateColumns): AssetStaleness {
  const status = new Uint8Array(columns.length).fill(noPartition);
  let first = -1;
  let last = -1;
  for (let row = 0; row < columns.length; row++) {
    if ((columns.flagsAt(row) & partitionFlags.made) === 0) continue;
    status[row] = statusCodes.fresh;
    if (first < 0) first = row;
    last = row;
  }
  if (first < 0)
    return {
      key: asset.key,
      domain: undefined,
      status: new Uint8Array(0),
      causes: new Uint8Array(0),
      unsettled: 0,
      removed: [],
    };
  return {
    key: asset.key,
    domain: { from: columns.first + first, to: columns.first + last },
    status: status.subarray(first, last + 1),
    causes: new Uint8Array(last - first + 1),
    unsettled: 0,
    removed: [],
  };
}

/** How an asset was judged before some of its rows were recorded anew and nothing else changed. */
export interface JudgedBefore {
  readonly staleness: AssetStaleness;
  /** Their ordinals, ascending. They were made of what there is now, but for those that failed. */
  readonly recorded: readonly number[];
}

/**
 * Every partition of a computed asset, given those of the assets that it reads.
 *
 * @param before spares judging the others; not of a running asset, whose partitions read each other
 */
export function evaluateAsset(
  graph: AssetGraph,
  asset: AssetDefinition,
  columns: StateColumns,
  view: Upstreams,
  asOf: number,
  before?: JudgedBefore,
): AssetStaleness {
  const domain = before === undefined ? resolveDomain(graph, asset, asOf, view.domains) : before.staleness.domain;
  const length = domain === undefined ? 0 : domain.to - domain.from + 1;
  const status = before?.staleness.status.slice() ?? new Uint8Array(length).fill(noPartition);
  const causes = before?.staleness.causes.slice() ?? new Uint8Array(length);
  const inputs = new RecordedInputs(graph, asset, columns, view, domain);
  const running = asset.compute.kind === 'running';
  const from = domain?.from ?? 0;
  const hasGaps = domain !== undefined && asset.scheme.count(domain.from, domain.to) < length;
  let previousFresh = true;
  let previousStuck = false;
  let unsettled = before?.staleness.unsettled ?? 0;
  const flags = columns.allFlags;
  const judge = (start: number, end: number): void => {
    const places = { causes, from, start, end };
    if (before === undefined) inputs.compare(places);
    else compareRecorded(places, columns, inputs);
    for (let i = start; i < end; i++) {
      const ordinal = from + i;
      const row = ordinal - columns.first;
      const flag = row < 0 || row >= columns.length ? 0 : typeof flags === 'number' ? flags : (flags[row] as number);
      let bits = causes[i] as number;
      // Of most there is nothing to say.
      if (bits === 0 && !running && (flag & partitionFlags.failed) === 0) {
        status[i] = statusCodes.fresh;
        continue;
      }
      if (hasGaps && !asset.scheme.exists(ordinal)) {
        causes[i] = 0;
        continue;
      }
      const made = (flag & partitionFlags.made) !== 0;
      if (running) {
        if (made) bits |= inputs.carriedCause(row, ordinal);
        if (!previousFresh) bits |= causeBits['upstream-not-fresh'];
      }
      if (made && (flag & partitionFlags.pinned) !== 0) bits = 0;
      causes[i] = bits;
      if ((flag & partitionFlags.failed) !== 0) status[i] = statusCodes.failed;
      else if (bits === 0) status[i] = statusCodes.fresh;
      else if ((running && previousStuck) || inputs.stuck(columns.rowOf(ordinal), ordinal))
        status[i] = statusCodes.blocked;
      else status[i] = made ? statusCodes.stale : statusCodes.missing;
      previousFresh = status[i] === statusCodes.fresh;
      if (!previousFresh) unsettled++;
      previousStuck = !made && (status[i] === statusCodes.failed || status[i] === statusCodes.blocked);
    }
  };
  if (before === undefined) judge(0, length);
  else
    for (const { from: first, to: last } of spansOf(before.recorded)) {
      const start = Math.max(first - from, 0);
      const end = Math.min(last - from + 1, length);
      for (let i = start; i < end; i++) if (status[i] !== noPartition && status[i] !== statusCodes.fresh) unsettled--;
      judge(start, end);
    }
  return { key: asset.key, domain, status, causes, unsettled, removed: leftDomain(columns, domain) };
}

/** As `RecordedInputs.compare` does, of rows that were just recorded: what was made is of what there is, unless that failed. */
function compareRecorded(places: Places, columns: StateColumns, inputs: RecordedInputs): void {
  const { causes, from, start, end } = places;
  for (let i = start; i < end; i++) {
    const row = columns.rowOf(from + i);
    const flags = row < 0 ? 0 : columns.flagsAt(row);
    if ((flags & partitionFlags.made) === 0) causes[i] = causeBits['not-made'];
    else causes[i] = (flags & partitionFlags.failed) === 0 ? 0 : inputs.causesOf(row, from + i);
  }
  inputs.compareUpstream(places);
}

function leftDomain(columns: StateColumns, domain: OrdinalRange | undefined): number[] {
  const gone: number[] = [];
  const last = columns.first + columns.length - 1;
  if (domain !== undefined && domain.from <= columns.first && last <= domain.to) return gone;
  for (let row = 0; row < columns.length; row++) {
    const ordinal = columns.first + row;
    if (domain !== undefined && ordinal >= domain.from && ordinal <= domain.to) continue;
    if (columns.flagsAt(row) !== 0) gone.push(ordinal);
  }
  return gone;
}
