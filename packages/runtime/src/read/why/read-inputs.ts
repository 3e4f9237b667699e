import { carryFacet, formatHash, type OrdinalRange, ordinalsWithin } from '@meterworks/assets';
import type { RecordedAsset, RecordedAssets } from './recorded-asset.ts';
import type { WhyInput } from './why-view.ts';

/** One dependency as a partition was made with it, and the upstream ordinals that it reads. */
export interface ReadInput {
  /** Place among the recorded dependencies. */
  readonly index: number;
  readonly name: string;
  readonly upstream: RecordedAsset;
  /** Empty: the whole value. */
  readonly facet: string;
  readonly lazy: boolean;
  readonly range: OrdinalRange;
}

/** A partition that changed, and the commit at which it did. */
export interface RecordedChange {
  readonly asset: string;
  readonly ordinal: number;
  readonly seq: number;
}

const everything: OrdinalRange = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };
/** A signature as `dependencySignature` writes it: `days=within(0,0):sales/total#amount`. */
const signature = /^(.*?)=(identity|window|within|all|lazy)(?:\((\d+),(\d+)\))?:(.*)$/;

/**
 * What a partition reads by its recorded dependencies. For one that was never made the declared ones are taken, which say no reach:
 * neighbours then count as the partition alone.
 */
export function inputsOf(assets: RecordedAssets, asset: RecordedAsset, ordinal: number): ReadInput[] {
  const { columns } = asset;
  const row = columns.rowOf(ordinal);
  const texts =
    columns.layout.deps.length > 0
      ? columns.layout.deps
      : asset.deps.map(({ name, asset: key, facet, mapping }) => {
          const reach = mapping === 'window' || mapping === 'within' ? '(0,0)' : '';
          return `${name}=${mapping}${reach}:${key}${facet === '' ? '' : `#${facet}`}`;
        });
  return texts.flatMap((text, index): ReadInput[] => {
    const match = signature.exec(text);
    if (match === null) return [];
    const [, name = '', mapping = '', before = '0', after = '0', target = ''] = match;
    const [key, facet] = splitTarget(target, assets);
    const upstream = assets.asset(key);
    if (upstream === undefined) return [];
    const lazy = columns.layout.lazyDeps.indexOf(index);
    const range =
      mapping === 'lazy'
        ? lazyRange(asset, row, lazy)
        : mappedOrdinals(asset, upstream, mapping, Number(before), Number(after), ordinal);
    return [{ index, name, upstream, facet, lazy: mapping === 'lazy', range }];
  });
}

/** A key may hold a `#` itself: the longest text that names an asset is the key. */
function splitTarget(target: string, assets: RecordedAssets): [key: string, facet: string] {
  if (assets.asset(target) !== undefined) return [target, ''];
  const at = target.lastIndexOf('#');
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)];
}

function lazyRange({ columns }: RecordedAsset, row: number, lazy: number): OrdinalRange {
  if (row < 0 || lazy < 0) return { from: 1, to: 0 };
  const at = (row * columns.layout.lazyDeps.length + lazy) * 2;
  return { from: columns.lazyRange[at] as number, to: columns.lazyRange[at + 1] as number };
}

function mappedOrdinals(
  asset: RecordedAsset,
  upstream: RecordedAsset,
  mapping: string,
  before: number,
  after: number,
  ordinal: number,
): OrdinalRange {
  if (mapping === 'all' || upstream.scheme.grain === 'none') return everything;
  if (mapping === 'within')
    return {
      from: ordinalsWithin(asset.scheme, ordinal - before, upstream.scheme).from,
      to: ordinalsWithin(asset.scheme, ordinal + after, upstream.scheme).to,
    };
  return { from: ordinal - before, to: ordinal + after };
}

/** When the inputs under one dependency last changed, in the facet that is read. */
export function changesOf({ upstream, facet, range }: Pick<ReadInput, 'upstream' | 'facet' | 'range'>) {
  const { columns, key } = upstream;
  const { facets } = columns.layout;
  const read = facets.flatMap((name, i) => ((facet === '' ? name !== carryFacet : name === facet) ? [i] : []));
  const changes: RecordedChange[] = [];
  const last = Math.min(range.to, columns.first + columns.length - 1);
  for (let ordinal = Math.max(range.from, columns.first); ordinal <= last; ordinal++) {
    const at = (ordinal - columns.first) * facets.length;
    const seq = Math.max(0, ...read.map((i) => columns.changedSeq[at + i] as number));
    if (seq > 0) changes.push({ asset: key, ordinal, seq });
  }
  return changes;
}

/** The one that changed last; of several the last in order. */
export function newestChange(changes: readonly RecordedChange[]): RecordedChange | undefined {
  let newest: RecordedChange | undefined;
  for (const change of changes) if (change.seq >= (newest?.seq ?? 0)) newest = change;
  return newest;
}

/** The inputs of a partition with their versions, for showing. Null columns where it was never made. */
export function whyInputs(assets: RecordedAssets, asset: RecordedAsset, ordinal: number): WhyInput[] {
  const { columns } = asset;
  const row = columns.rowOf(ordinal);
  if (row < 0 || !columns.isMade(ordinal)) return [];
  const width = columns.layout.deps.length;
  return inputsOf(assets, asset, ordinal).map((input) => {
    const { index, name, upstream, facet, range } = input;
    const changes = changesOf(input);
    const newest = newestChange(changes);
    const at = row * width + index;
    const only = changes.length === 1 ? changes[0] : undefined;
    const shown = {
      from: Math.max(range.from, upstream.columns.first),
      to: Math.min(range.to, upstream.columns.first + upstream.columns.length - 1),
    };
    return {
      name,
      asset: upstream.key,
      facet,
      span:
        upstream.scheme.grain === 'none' || shown.to < shown.from
          ? null
          : { from: upstream.scheme.keyOf(shown.from), to: upstream.scheme.keyOf(shown.to) },
      count: columns.inputCount[at] as number,
      hash: hashAt(columns.inputHash, at),
      version: only === undefined ? null : versionOf(upstream, facet, only.ordinal),
      changedSince: changes.filter(({ seq }) => seq > (columns.madeSeq[row] as number)).length,
      newest: newest === undefined ? null : { partition: upstream.scheme.keyOf(newest.ordinal), seq: newest.seq },
    };
  });
}

function versionOf({ columns }: RecordedAsset, facet: string, ordinal: number): string | null {
  const { facets } = columns.layout;
  const at = facet === '' ? 0 : facets.indexOf(facet);
  return at < 0 || facets.length === 0 ? null : hashAt(columns.version, columns.rowOf(ordinal) * facets.length + at);
}

function hashAt(lanes: Uint32Array, at: number): string {
  return formatHash({ high: lanes[at * 2] as number, low: lanes[at * 2 + 1] as number });
}
