import { carryFacet, partitionFlags, type Status, spansOf } from '@meterworks/assets';
import type { SqliteConnection } from '../../database/sqlite-connection.ts';
import type { Json } from '../../state/run-record.ts';
import { changesOf, inputsOf, newestChange, type ReadInput, type RecordedChange, whyInputs } from './read-inputs.ts';
import { type RecordedAsset, RecordedAssets } from './recorded-asset.ts';
import type { KeySpan, WhyCause, WhyLink, WhyView } from './why-view.ts';

/** Links of a chain at most: a running asset may lean on itself through thousands of days. */
const longest = 40;
const spansShown = 3;

/**
 * Why a partition is what it is: first along what is pending (an upstream that is not fresh, an input that changed since), then along
 * the commits in which recorded changes came about. Reads recorded facts and statuses, and judges nothing anew. Undefined for an
 * asset that the graph never declared.
 */
export function readWhy(connection: SqliteConnection, key: string, ordinal: number): WhyView | undefined {
  const assets = new RecordedAssets(connection);
  const asset = assets.asset(key);
  if (asset === undefined) return undefined;
  return {
    asset: key,
    partition: asset.scheme.keyOf(ordinal),
    status: asset.statusOf(ordinal) ?? null,
    pinned: asset.columns.isPinned(ordinal),
    chain: new Chain(connection, assets).from(asset, ordinal),
    inputs: whyInputs(assets, asset, ordinal),
  };
}

class Chain {
  readonly #connection: SqliteConnection;
  readonly #assets: RecordedAssets;
  readonly #links: WhyLink[] = [];

  constructor(connection: SqliteConnection, assets: RecordedAssets) {
    this.#connection = connection;
    this.#assets = assets;
  }

  from(asset: RecordedAsset, ordinal: number): readonly WhyLink[] {
    this.#followPending(asset, ordinal);
    return this.#links;
  }

  /** What keeps a partition from being fresh, upstream by upstream. */
  #followPending(start: RecordedAsset, at: number): void {
    let asset = start;
    let ordinal = at;
    while (this.#links.length < longest) {
      const status = asset.statusOf(ordinal);
      if (status === 'failed') {
        this.#linkFailure(asset, ordinal);
        return;
      }
      if (status === undefined || !['blocked', 'missing', 'stale'].includes(status)) {
        this.#followChanges({ asset: asset.key, ordinal, seq: asset.columns.lastChange(ordinal) });
        return;
      }
      const made = asset.columns.isMade(ordinal);
      const own = made ? ownCause(asset, ordinal) : undefined;
      if (own !== undefined) {
        this.#link(asset, ordinal, own);
        return;
      }
      const inputs = inputsOf(this.#assets, asset, ordinal);
      const changed = made ? changedInput(asset, ordinal, inputs) : undefined;
      if (changed !== undefined) {
        this.#link(asset, ordinal, changed.cause);
        if (changed.newest !== undefined) this.#followChanges(changed.newest);
        return;
      }
      const waiting = notFreshInput(asset, ordinal, inputs, status) ?? notFreshBefore(asset, ordinal);
      if (waiting === undefined) {
        this.#link(asset, ordinal, made ? configCause(asset, ordinal) : unmadeCause(asset, ordinal));
        return;
      }
      this.#link(asset, ordinal, waiting.cause);
      asset = waiting.upstream;
      ordinal = waiting.ordinal;
    }
  }

  /** From a change that is recorded to the one it came from. */
  #followChanges(start: RecordedChange): void {
    let here = start;
    while (here.seq > 0 && this.#links.length < longest) {
      const asset = this.#assets.asset(here.asset);
      if (asset === undefined) return;
      if (asset.external) {
        this.#linkObservation(asset, here);
        return;
      }
      const step = this.#connection.get<{ run_id: number; causes: string; finished_at: number | null }>(
        'select run_id, causes, finished_at from step where asset = ? and seq = ? order by id desc limit 1',
        asset.key,
        here.seq,
      );
      const when = { at: step?.finished_at ?? null, run: step?.run_id ?? null };
      const kinds = Object.keys((JSON.parse(step?.causes ?? '{}') as Readonly<Record<string, Json>> | null) ?? {});
      const input = lastInput(this.#assets, asset, here);
      const reason = ownReason(kinds, asset, here.ordinal);
      this.#link(asset, here.ordinal, reason ?? { kind: input === undefined ? 'first-made' : 'changed' }, when);
      if (reason !== undefined || input === undefined) return;
      here = input;
    }
  }

  #link(
    { key, scheme }: RecordedAsset,
    ordinal: number,
    cause: WhyCause,
    when: Pick<WhyLink, 'at' | 'run'> = { at: null, run: null },
  ): void {
    this.#links.push({ asset: key, partition: scheme.keyOf(ordinal), cause, ...when });
  }

  #linkFailure(asset: RecordedAsset, ordinal: number): void {
    const failure = this.#connection.get<{ at: number; run_id: number | null; message: string }>(
      'select at, run_id, message from failure where asset = ? and ordinal = ?',
      asset.key,
      ordinal,
    );
    const when = { at: failure?.at ?? null, run: failure?.run_id ?? null };
    this.#link(asset, ordinal, { kind: 'failed', message: failure?.message ?? '' }, when);
  }

  #linkObservation(asset: RecordedAsset, { ordinal, seq }: RecordedChange): void {
    const seen = this.#connection.get<{ source: string; at: number; detail: string | null }>(
      `select source, at, detail from observation where asset = ? and seq = ?
       order by from_ordinal <= ? and to_ordinal >= ? desc, id desc limit 1`,
      asset.key,
      seq,
      ordinal,
      ordinal,
    );
    const cause = { kind: 'observed', source: seen?.source ?? null, detail: seen?.detail ?? null } as const;
    this.#link(asset, ordinal, cause, { at: seen?.at ?? null, run: null });
  }
}

function unmadeCause({ columns }: RecordedAsset, ordinal: number): WhyCause {
  return { kind: columns.lastChange(ordinal) > 0 ? 'deleted' : 'never-made' };
}

/** What differs in the partition itself. The configuration of now is not recorded: see `configCause`. */
function ownCause(asset: RecordedAsset, ordinal: number): WhyCause | undefined {
  const { columns, codeVersion } = asset;
  const row = columns.rowOf(ordinal);
  const flags = columns.flags[row] as number;
  const code = columns.codes[columns.code[row] as number];
  if (code !== codeVersion) return { kind: 'code-changed', from: code ?? null, to: codeVersion };
  return (flags & partitionFlags.depsDiffer) !== 0 || !sameDependencies(asset) ? { kind: 'deps-differ' } : undefined;
}

/** Whether what is declared now was recorded so; how far neighbours reach is not declared where this can read it. */
function sameDependencies({ columns, deps }: RecordedAsset): boolean {
  const bare = (text: string) => text.replace(/\(\d+,\d+\):/, ':');
  const recorded = columns.layout.deps.map(bare);
  const declared = deps.map(({ name, asset, facet, mapping }) =>
    bare(`${name}=${mapping}:${asset}${facet === '' ? '' : `#${facet}`}`),
  );
  return declared.every((text) => recorded.includes(text));
}

/** Where code, dependencies and inputs are those of now and all of them are fresh, only the configuration is left. */
function configCause({ columns }: RecordedAsset, ordinal: number): WhyCause {
  const text = columns.configs[columns.config[columns.rowOf(ordinal)] as number];
  return { kind: 'config-changed', from: text === undefined || text === '' ? null : (JSON.parse(text) as Json) };
}

/** What a step recorded about itself that no input explains. */
function ownReason(kinds: readonly string[], asset: RecordedAsset, ordinal: number): WhyCause | undefined {
  if (kinds.includes('code-changed')) return { kind: 'code-changed', from: null, to: asset.codeVersion };
  if (kinds.includes('config-changed')) return { kind: 'config-changed', from: null };
  return kinds.includes('deps-differ') && asset.columns.isMade(ordinal) ? { kind: 'deps-differ' } : undefined;
}

/** The dependency whose inputs changed after the partition was made, with the change that came last. */
function changedInput(
  asset: RecordedAsset,
  ordinal: number,
  inputs: readonly ReadInput[],
): { readonly cause: WhyCause; readonly newest: RecordedChange | undefined } | undefined {
  const { columns } = asset;
  const row = columns.rowOf(ordinal);
  const since = columns.madeSeq[row] as number;
  let found: { cause: WhyCause; newest: RecordedChange | undefined } | undefined;
  for (const input of inputs) {
    const changes = changesOf(input);
    const later = changes.filter(({ seq }) => seq > since);
    const newest = newestChange(later);
    const recorded = columns.inputCount[row * columns.layout.deps.length + input.index] as number;
    const there = changes.filter((change) => input.upstream.columns.isMade(change.ordinal)).length;
    const fewer = later.length === 0 && there < recorded;
    if (newest === undefined && !fewer) continue;
    if (found !== undefined && (newest?.seq ?? 0) <= (found.newest?.seq ?? 0)) continue;
    const kind = there > recorded ? 'input-added' : there < recorded ? 'input-removed' : 'input-changed';
    const ordinals = later.map((change) => change.ordinal);
    found = { cause: { kind, asset: input.upstream.key, ...spansIn(input.upstream, ordinals) }, newest };
  }
  return found;
}

/** The first upstream that is not fresh; what failed or is blocked tells most about what is blocked. */
function notFreshInput(asset: RecordedAsset, ordinal: number, inputs: readonly ReadInput[], status: Status) {
  const order: readonly (Status | undefined)[] =
    status === 'blocked' ? ['failed', 'blocked', 'missing', 'stale'] : ['stale', 'missing', 'failed', 'blocked'];
  for (const wanted of order) {
    for (const { upstream, range, lazy } of inputs) {
      if (lazy && status === 'blocked' && !asset.columns.isMade(ordinal)) continue;
      const found: number[] = [];
      const last = Math.min(range.to, upstream.extent.to);
      for (let at = Math.max(range.from, upstream.extent.from); at <= last; at++)
        if (upstream.statusOf(at) === wanted && !(upstream === asset && at === ordinal)) found.push(at);
      const culprit = found.at(-1);
      if (culprit === undefined || wanted === undefined) continue;
      const cause = { kind: 'upstream-not-fresh', asset: upstream.key, status: wanted } as const;
      return { cause: { ...cause, ...spansIn(upstream, found) }, upstream, ordinal: culprit };
    }
  }
  return undefined;
}

/** Of a running asset: the nearest partition before this one that is not fresh for a reason of its own. */
function notFreshBefore(asset: RecordedAsset, ordinal: number) {
  if (!asset.columns.layout.facets.includes(carryFacet)) return undefined;
  for (let at = ordinal - 1; at >= asset.extent.from; at--) {
    const status = asset.statusOf(at);
    if (status === undefined) continue;
    if (status === 'fresh') return undefined;
    if (status === 'stale' && asset.statusOf(at - 1) === 'stale') continue;
    const cause = { kind: 'upstream-not-fresh', asset: asset.key, status, ...spansIn(asset, [at]) } as const;
    return { cause, upstream: asset, ordinal: at };
  }
  return undefined;
}

/** The input whose change came last before (or at) the commit in which a partition changed. */
function lastInput(assets: RecordedAssets, asset: RecordedAsset, here: RecordedChange): RecordedChange | undefined {
  let newest: RecordedChange | undefined;
  for (let at: RecordedChange | undefined = here; at !== undefined; at = carriedBefore(asset, at)) {
    const changes = inputsOf(assets, asset, at.ordinal).flatMap((input) =>
      changesOf(input).filter((change) => change.seq <= here.seq && change.asset !== asset.key),
    );
    const found = newestChange(changes);
    if (found !== undefined && found.seq > (newest?.seq ?? 0)) newest = found;
  }
  return newest;
}

/** The partition before, in a running asset, whose carried state changed in the same commit. */
function carriedBefore({ key, columns }: RecordedAsset, { ordinal, seq }: RecordedChange): RecordedChange | undefined {
  const { facets } = columns.layout;
  const carry = facets.indexOf(carryFacet);
  if (carry < 0) return undefined;
  for (let at = ordinal - 1; columns.rowOf(at) >= 0; at--) {
    if (!columns.isMade(at)) continue;
    const changed = columns.changedSeq[columns.rowOf(at) * facets.length + carry];
    return changed === seq ? { asset: key, ordinal: at, seq } : undefined;
  }
  return undefined;
}

function spansIn({ scheme }: RecordedAsset, ordinals: readonly number[]): { spans: KeySpan[]; count: number } {
  const spans = spansOf(ordinals, scheme).slice(-spansShown);
  return {
    spans: spans.map(({ from, to }) => ({ from: scheme.keyOf(from), to: scheme.keyOf(to) })),
    count: ordinals.length,
  };
}
