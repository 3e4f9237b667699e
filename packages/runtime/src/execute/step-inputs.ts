import {
  type Absent,
  type AssetDefinition,
  type AssetGraph,
  type AssetKey,
  absent,
  type CancelSignal,
  type Dependency,
  hull,
  isCutByResuming,
  mappedRange,
  type OrdinalRange,
} from '@meterworks/assets';
import type { RunValues } from './run-values.ts';

/** One dependency of the step's asset with what it may read. */
interface Edge {
  readonly dependency: Dependency;
  /** Place among the lazy dependencies, or -1. */
  readonly lazy: number;
  readonly upstream: AssetDefinition;
  readonly domain: OrdinalRange | undefined;
}

/** The inputs of a step: loads them, hands them to the computation, remembers what was read lazily. */
export class StepInputs {
  readonly #asset: AssetDefinition;
  readonly #edges: readonly Edge[];
  readonly #givenEdges: readonly Edge[];
  readonly #values: RunValues;
  readonly #lazyRead = new Map<number, (OrdinalRange | undefined)[]>();
  readonly #lazyCount: number;

  /** @param resumedAt of a computation that goes on from there: what it reads of all partitions begins there as well */
  constructor(
    graph: AssetGraph,
    asset: AssetDefinition,
    values: RunValues,
    domainOf: (key: AssetKey) => OrdinalRange | undefined,
    resumedAt?: number,
  ) {
    this.#asset = asset;
    this.#values = values;
    const { lazyDeps } = graph.layout(asset.key);
    this.#edges = asset.dependencies.map((dependency, index) => {
      const upstream = graph.asset(dependency.asset);
      const domain = domainOf(dependency.asset);
      const isCut = resumedAt !== undefined && isCutByResuming(asset, dependency, upstream);
      return {
        dependency,
        lazy: lazyDeps.indexOf(index),
        upstream,
        domain: isCut ? within(domain, { from: resumedAt, to: Number.MAX_SAFE_INTEGER }) : domain,
      };
    });
    this.#givenEdges = this.#edges.filter(({ lazy }) => lazy < 0);
    this.#lazyCount = lazyDeps.length;
  }

  /** Brings into memory all that the partitions from `span.from` to `span.to` may read. */
  async load(span: OrdinalRange, signal: CancelSignal): Promise<void> {
    for (const edge of this.#edges) {
      const range = this.#spanRange(edge, span);
      if (range !== undefined) await this.#values.load(edge.upstream.key, range, signal);
    }
  }

  /** Upstream ordinals that a span reads, within what the upstream has. */
  #spanRange(edge: Edge, span: OrdinalRange): OrdinalRange | undefined {
    if (edge.dependency.mapping.kind === 'lazy') return edge.domain;
    const first = mappedRange(this.#asset, edge.dependency, edge.upstream, span.from);
    const last = mappedRange(this.#asset, edge.dependency, edge.upstream, span.to);
    return within(hull([first, last]), edge.domain);
  }

  /** What was read lazily for a partition, per lazy dependency. */
  lazyReadOf(ordinal: number): readonly (OrdinalRange | undefined)[] {
    return this.#lazyRead.get(ordinal) ?? nothingRead;
  }

  /** The inputs of one partition by dependency name. */
  ofPartition(ordinal: number): Record<string, unknown> {
    return this.#collect(this.#edges, (edge) =>
      edge.dependency.mapping.kind === 'lazy' ? this.#lazyReader(edge, ordinal) : this.#given(edge, ordinal),
    );
  }

  /** The same without what is read lazily: looking at it is no reading. */
  givenTo(ordinal: number): Record<string, unknown> {
    return this.#collect(this.#givenEdges, (edge) => this.#given(edge, ordinal));
  }

  #given(edge: Edge, ordinal: number): unknown {
    const range = within(mappedRange(this.#asset, edge.dependency, edge.upstream, ordinal), edge.domain);
    if (edge.dependency.mapping.kind === 'identity') {
      return range === undefined ? absent : this.#valueAt(edge, range.from);
    }
    return this.#values.series(edge.upstream.key, range ?? nothing);
  }

  /** The inputs of a whole span: series for what is partitioned. */
  ofSpan(span: OrdinalRange): Record<string, unknown> {
    return this.#collect(this.#edges, (edge) => {
      if (edge.dependency.mapping.kind === 'lazy') {
        return { for: (key: string) => this.#lazyReader(edge, this.#asset.scheme.ordinalOf(key)) };
      }
      const range = this.#spanRange(edge, span);
      if (edge.dependency.mapping.kind === 'identity' && edge.upstream.scheme.grain === 'none') {
        return range === undefined ? absent : this.#valueAt(edge, range.from);
      }
      return this.#values.series(edge.upstream.key, range ?? nothing);
    });
  }

  #collect(edges: readonly Edge[], inputOf: (edge: Edge) => unknown): Record<string, unknown> {
    const inputs: Record<string, unknown> = {};
    for (const edge of edges) {
      const { name, grouped, asset } = edge.dependency;
      if (!grouped) inputs[name] = inputOf(edge);
      else {
        inputs[name] ??= {};
        (inputs[name] as Record<string, unknown>)[asset] = inputOf(edge);
      }
    }
    return inputs;
  }

  #valueAt(edge: Edge, ordinal: number): unknown | Absent {
    const value = this.#values.at(edge.upstream.key, ordinal);
    return value === undefined ? absent : value;
  }

  #lazyReader(edge: Edge, ordinal: number): { get(key: string): unknown } {
    return {
      get: (key) => {
        const at = edge.upstream.scheme.ordinalOf(key);
        let read = this.#lazyRead.get(ordinal);
        if (read === undefined) {
          read = new Array<OrdinalRange | undefined>(this.#lazyCount).fill(undefined);
          this.#lazyRead.set(ordinal, read);
        }
        read[edge.lazy] = hull([read[edge.lazy], { from: at, to: at }]);
        return this.#valueAt(edge, at);
      },
    };
  }
}

const nothingRead: readonly undefined[] = [];
const nothing: OrdinalRange = { from: 1, to: 0 };

function within(range: OrdinalRange | undefined, domain: OrdinalRange | undefined): OrdinalRange | undefined {
  if (range === undefined || domain === undefined) return undefined;
  const from = Math.max(range.from, domain.from);
  const to = Math.min(range.to, domain.to);
  return to < from ? undefined : { from, to };
}
