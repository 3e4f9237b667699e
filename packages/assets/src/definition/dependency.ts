import type { AssetKey } from '../asset-key.ts';
import type { Grain } from '../partitions/partition-scheme.ts';

declare const types: unique symbol;

/** Something to depend on: an asset, or one facet of it, with the grain and value that the compiler knows. */
export interface AssetRef<G extends Grain, V> {
  readonly key: AssetKey;
  /** Only this part of the value is read; undefined for all of it. */
  readonly facetName: string | undefined;
  readonly [types]?: { readonly grain: G; readonly value: V };
}

/** Refers to an asset by its key alone, for graphs whose shape only a configuration knows; the graph checks it when it is built. */
export function reference<G extends Grain, V>(key: AssetKey, facetName?: string): AssetRef<G, V> {
  return { key, facetName };
}

export interface WindowOf<G extends Grain, V> {
  readonly mapping: { readonly kind: 'window'; readonly before: number; readonly after: number };
  readonly of: AssetRef<G, V>;
}
export interface WithinOf<G extends Grain, V> {
  readonly mapping: { readonly kind: 'within'; readonly before: number; readonly after: number };
  readonly of: AssetRef<G, V>;
}
export interface AllOf<G extends Grain, V> {
  readonly mapping: { readonly kind: 'all' };
  readonly of: AssetRef<G, V>;
}
export interface LazyOf<G extends Grain, V> {
  readonly mapping: { readonly kind: 'lazy' };
  readonly of: AssetRef<G, V>;
}
export interface GroupOf<G extends Grain, V> {
  readonly group: readonly AssetRef<G, V>[];
}

/** The partition itself and its neighbours: `before` partitions earlier to `after` later. */
export function window<G extends Grain, V>(
  of: AssetRef<G, V>,
  reach: { before: number; after: number },
): WindowOf<G, V> {
  return { mapping: { kind: 'window', before: reach.before, after: reach.after }, of };
}

/** The finer partitions inside this one (the days of my month), widened by whole partitions of this asset's grain. */
export function within<G extends Grain, V>(
  of: AssetRef<G, V>,
  reach: { before?: number; after?: number } = {},
): WithinOf<G, V> {
  return { mapping: { kind: 'within', before: reach.before ?? 0, after: reach.after ?? 0 }, of };
}

/** Every partition of the upstream. */
export function all<G extends Grain, V>(of: AssetRef<G, V>): AllOf<G, V> {
  return { mapping: { kind: 'all' }, of };
}

/** Read on demand; only what was read is recorded as an input. */
export function lazy<G extends Grain, V>(of: AssetRef<G, V>): LazyOf<G, V> {
  return { mapping: { kind: 'lazy' }, of };
}

/** The same partition of several assets, as a record by asset key. */
export function group<G extends Grain, V>(refs: readonly AssetRef<G, V>[]): GroupOf<G, V> {
  return { group: refs };
}

/** What a definition may name as a dependency. */
export type DependencySpec =
  | AssetRef<Grain, unknown>
  | WindowOf<Grain, unknown>
  | WithinOf<Grain, unknown>
  | AllOf<Grain, unknown>
  | LazyOf<Grain, unknown>
  | GroupOf<Grain, unknown>;

/** How a partition's inputs follow from its ordinal. */
export type Mapping =
  | { readonly kind: 'identity' }
  | WindowOf<Grain, unknown>['mapping']
  | WithinOf<Grain, unknown>['mapping']
  | AllOf<Grain, unknown>['mapping']
  | LazyOf<Grain, unknown>['mapping'];

/** A dependency as the engine sees it. A group is several, with the same `name`. */
export interface Dependency {
  /** The name under which the computation reads it. */
  readonly name: string;
  readonly grouped: boolean;
  readonly asset: AssetKey;
  readonly facet: string | undefined;
  readonly mapping: Mapping;
}

export function resolveDependencies(specs: Readonly<Record<string, DependencySpec>>): Dependency[] {
  return Object.entries(specs).flatMap(([name, spec]): Dependency[] => {
    if ('group' in spec) {
      return spec.group.map((ref) => ({
        name,
        grouped: true,
        asset: ref.key,
        facet: ref.facetName,
        mapping: { kind: 'identity' },
      }));
    }
    if ('of' in spec) {
      return [{ name, grouped: false, asset: spec.of.key, facet: spec.of.facetName, mapping: spec.mapping }];
    }
    return [{ name, grouped: false, asset: spec.key, facet: spec.facetName, mapping: { kind: 'identity' } }];
  });
}

/** Tells two dependencies apart in recorded state: another asset, facet or mapping is another dependency. */
export function dependencySignature(dependency: Dependency): string {
  const { mapping } = dependency;
  const reach = 'before' in mapping ? `(${mapping.before},${mapping.after})` : '';
  const facet = dependency.facet === undefined ? '' : `#${dependency.facet}`;
  return `${dependency.name}=${mapping.kind}${reach}:${dependency.asset}${facet}`;
}

/** What a running asset records, after its dependencies, of the state that the partition before handed over. */
export const carriedIn = '#carried-in';
