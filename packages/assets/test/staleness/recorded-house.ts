import {
  type AssetDefinition,
  type AssetKey,
  buildGraph,
  carryFacet,
  evaluateStaleness,
  hashText,
  type LiveStaleness,
  type OrdinalRange,
  partitionFlags,
  StateColumns,
  type Status,
  statuses,
} from '../../src/index.ts';

/** Recorded states that a test writes by hand as a run would, and what they mean under a graph that it may redefine. */
export class RecordedHouse {
  readonly states = new Map<AssetKey, StateColumns>();
  #assets: readonly AssetDefinition[];
  asOf: number;
  seq = 0;

  constructor(assets: readonly AssetDefinition[], asOf: number) {
    this.#assets = assets;
    this.asOf = asOf;
  }

  redefine(assets: readonly AssetDefinition[]): void {
    this.#assets = assets;
  }

  get graph() {
    const external = this.#assets.filter((asset) => asset.compute.kind === 'external').map((asset) => asset.key);
    const source = {
      name: 'hand',
      assets: external,
      observe: async () => ({ assets: [], cursor: '' }),
      load: async () => [],
    };
    return buildGraph({ assets: this.#assets, sources: [source] });
  }

  get staleness(): LiveStaleness {
    return evaluateStaleness(this.graph, this.states, this.asOf);
  }

  columns(key: string): StateColumns {
    const known = this.states.get(key as AssetKey);
    if (known !== undefined) return known;
    const columns = new StateColumns(this.graph.layout(key as AssetKey));
    this.states.set(key as AssetKey, columns);
    return columns;
  }

  /** Records values as made now, under one commit; contents are texts, the same text the same version. */
  make(
    key: string,
    contents: Readonly<Record<number, string>>,
    options: { readonly lazyRead?: OrdinalRange; readonly carry?: (ordinal: number) => string } = {},
  ): void {
    const columns = this.columns(key);
    const seq = ++this.seq;
    const ordinals = Object.keys(contents).map(Number);
    columns.cover(Math.min(...ordinals), Math.max(...ordinals));
    const inputs = this.staleness.inputs(key as AssetKey);
    const { facets } = columns.layout;
    for (const ordinal of ordinals.sort((a, b) => a - b)) {
      const row = columns.rowOf(ordinal);
      columns.flags[row] = ((columns.flags[row] as number) & partitionFlags.pinned) | partitionFlags.made;
      facets.forEach((name, facet) => {
        const parts = contents[ordinal]?.split('/') ?? [];
        const part = name === carryFacet ? (options.carry?.(ordinal) ?? '') : (parts[facet] ?? parts[0] ?? '');
        const { high, low } = hashText(part);
        const at = (row * facets.length + facet) * 2;
        if (columns.version[at] !== high || columns.version[at + 1] !== low)
          columns.changedSeq[row * facets.length + facet] = seq;
        columns.version.set([high, low], at);
      });
      columns.madeSeq[row] = seq;
      if (this.graph.asset(key as AssetKey).compute.kind !== 'external')
        inputs.record(row, ordinal, [options.lazyRead]);
    }
  }

  /** Records that the last attempt at some partitions failed. */
  fail(key: string, ...ordinals: number[]): void {
    this.#flag(key, partitionFlags.failed, ordinals);
  }

  pin(key: string, ...ordinals: number[]): void {
    this.#flag(key, partitionFlags.pinned, ordinals);
  }

  #flag(key: string, flag: number, ordinals: readonly number[]): void {
    const columns = this.columns(key);
    columns.cover(Math.min(...ordinals), Math.max(...ordinals));
    for (const ordinal of ordinals) {
      const row = columns.rowOf(ordinal);
      columns.flags[row] = (columns.flags[row] as number) | flag;
    }
  }

  /** The status of each partition there is, by ordinal. */
  statuses(key: string): Record<number, Status | 'none'> {
    const { domain, status } = this.staleness.of(key as AssetKey);
    return Object.fromEntries(
      Array.from(status, (code, i) => [(domain?.from ?? 0) + i, statuses[code] ?? 'none'] as const),
    );
  }
}
