import { type AssetDefinition, type AssetGraph, type AssetKey, formatDay } from '@meterworks/assets';
import type { PlannedChunk } from './backfill.ts';
import { type ChunkGroup, chunkGroups } from './chunk-stages.ts';

/** Partitions of the finest grain a chunk where neither the request nor the asset says otherwise. */
const usualChunk = 100;

export interface ChunkInput {
  readonly graph: AssetGraph;
  /** The selected assets: only theirs are counted and cut, their inputs come along. */
  readonly selected: ReadonlySet<AssetKey>;
  /** What needs making, inputs included; ordinals ascending. */
  readonly steps: readonly { readonly asset: AssetKey; readonly ordinals: readonly number[] }[];
  readonly newestFirst: boolean;
  readonly chunk: number | undefined;
  /** Last local day (day number) that a chunk may name: the last that has ended, or the last that was asked for. */
  readonly lastDay: (asset: AssetDefinition) => number;
  /** Partitions that are left out, by asset and the day (day number) that they belong to. */
  readonly without?: (asset: AssetKey, day: number) => boolean;
}

/**
 * Cuts what needs making into chunks, in the order in which they are to be done. Each wanted partition lies in exactly one. Running
 * totals, and what is made from them, go forward in time whatever the request says; `remarks` says so. Pure.
 */
export function planChunks(input: ChunkInput): { readonly chunks: PlannedChunk[]; readonly remarks: string[] } {
  const { graph, selected, newestFirst } = input;
  const wanted = new Map(input.steps.filter((step) => selected.has(step.asset)).map((step) => [step.asset, step]));
  const { carried, causes } = newestFirst ? carriedForward(input) : { carried: new Set<AssetKey>(), causes: [] };
  const cuts = new Map(
    [...wanted.keys()].map((key) => {
      const size = chunkSize(graph.asset(key), input.chunk);
      return [key, { size, newestFirst: newestFirst && size !== Number.POSITIVE_INFINITY && !carried.has(key) }];
    }),
  );
  const chunks = chunkGroups(graph, cuts).flatMap((group) =>
    cutGroup(input, group, (key) => wanted.get(key)?.ordinals ?? []),
  );
  const held = [...wanted.keys()].filter((key) => carried.has(key));
  return { chunks, remarks: held.length === 0 ? [] : [carriedRemark(held, causes)] };
}

function chunkSize(asset: AssetDefinition, asked: number | undefined): number {
  const { backfillPolicy: policy, compute, scheme } = asset;
  // Computed in one pass or not at all: every chunk would make all of it.
  if (compute.kind === 'whole' || scheme.grain === 'none') return Number.POSITIVE_INFINITY;
  if (asked !== undefined) return asked;
  if (policy === 'whole-span') return Number.POSITIVE_INFINITY;
  if (policy === 'one-by-one') return 1;
  return policy?.chunk ?? usualChunk;
}

/** The assets that carry a state from partition to partition and have something to make, with all that is made from them. */
function carriedForward({ graph, steps }: ChunkInput): { carried: Set<AssetKey>; causes: AssetKey[] } {
  const making = new Set(steps.filter((step) => step.ordinals.length > 0).map((step) => step.asset));
  const carried = new Set<AssetKey>();
  const causes: AssetKey[] = [];
  for (const key of graph.keys) {
    if (making.has(key) && graph.asset(key).compute.kind === 'running') {
      carried.add(key);
      causes.push(key);
    } else if (graph.upstream(key).some((input) => carried.has(input))) carried.add(key);
  }
  return { carried, causes };
}

function carriedRemark(held: readonly AssetKey[], causes: readonly AssetKey[]): string {
  const names =
    causes.length <= 3 ? causes.join(', ') : `${causes.slice(0, 3).join(', ')} and ${causes.length - 3} more`;
  const below = held.some((key) => !causes.includes(key))
    ? `, and what is made from ${causes.length === 1 ? 'it' : 'them'}`
    : '';
  return `Newest first does not apply to ${names}${below}: a state is carried from each partition to the next, so the oldest come first.`;
}

interface Cell {
  planned: number;
  running: boolean;
}

function cutGroup(
  { graph, lastDay, without }: ChunkInput,
  group: ChunkGroup,
  ordinalsOf: (key: AssetKey) => readonly number[],
): PlannedChunk[] {
  const cells = new Map<number, Cell>();
  let undated = 0;
  for (const key of group.assets) {
    const asset = graph.asset(key);
    if (asset.scheme.grain === 'none') {
      if (without?.(key, 0) !== true) undated += ordinalsOf(key).length;
      continue;
    }
    const last = lastDay(asset);
    for (const ordinal of ordinalsOf(key)) {
      // A partition belongs to the day in which it ends: then a chunk that ends there takes it, and no other.
      const end = asset.scheme.lastDay(ordinal);
      const day = Math.min(end, last);
      if (without?.(key, day) === true) continue;
      const cell = cells.get(day) ?? { planned: 0, running: false };
      cell.planned++;
      cell.running ||= end > day;
      cells.set(day, cell);
    }
  }
  const { assets } = group;
  if (cells.size === 0 && undated === 0) return [];
  if (cells.size === 0) return [{ assets, from: undefined, to: undefined, running: false, planned: undated }];
  const days = [...cells.keys()].sort((a, b) => a - b);
  const hourly = assets.some((key) => graph.asset(key).scheme.grain === 'hour');
  const size = hourly ? Math.ceil(group.size / 24) : group.size;
  const chunks: PlannedChunk[] = [];
  for (const part of parts(days, size, group.newestFirst)) {
    const inside = part.map((day) => cells.get(day) as Cell);
    chunks.push({
      assets,
      from: formatDay(part[0] as number),
      to: formatDay(part.at(-1) as number),
      running: inside.some((cell) => cell.running),
      planned: inside.reduce((sum, cell) => sum + cell.planned, 0) + (chunks.length === 0 ? undated : 0),
    });
  }
  return chunks;
}

/** Ascending days in parts of at most that many; the odd rest comes last. */
function parts(days: readonly number[], size: number, newestFirst: boolean): number[][] {
  const found: number[][] = [];
  if (size >= days.length) return [[...days]];
  if (newestFirst) for (let to = days.length; to > 0; to -= size) found.push(days.slice(Math.max(0, to - size), to));
  else for (let from = 0; from < days.length; from += size) found.push(days.slice(from, from + size));
  return found;
}
