import type { AssetKey } from '../asset-key.ts';
import type { Grain } from '../partitions/partition-scheme.ts';

/** What can be wrong with a set of assets, as data. */
export type GraphProblem =
  | { readonly kind: 'duplicate-key'; readonly asset: AssetKey }
  | {
      readonly kind: 'unknown-dependency';
      readonly asset: AssetKey;
      readonly dependency: AssetKey;
      readonly nearest: AssetKey | undefined;
    }
  | {
      readonly kind: 'unknown-facet';
      readonly asset: AssetKey;
      readonly dependency: AssetKey;
      readonly facet: string;
      readonly facets: readonly string[];
    }
  | { readonly kind: 'cycle'; readonly path: readonly AssetKey[] }
  | {
      readonly kind: 'zone-mismatch';
      readonly asset: AssetKey;
      readonly zone: string;
      readonly dependency: AssetKey;
      readonly dependencyZone: string;
    }
  | {
      readonly kind: 'grain-mismatch';
      readonly asset: AssetKey;
      readonly grain: Grain;
      readonly dependency: AssetKey;
      readonly dependencyGrain: Grain;
      readonly mapping: string;
    }
  | {
      readonly kind: 'unfit-facet';
      readonly asset: AssetKey;
      readonly facet: string;
      /** Fields that the value's record does not have; empty where the value is no record at all. */
      readonly fields: readonly string[];
    }
  | { readonly kind: 'external-without-source'; readonly asset: AssetKey }
  | { readonly kind: 'source-of-unknown'; readonly source: string; readonly asset: AssetKey };

/** A problem as a sentence with what would do. */
export function describeGraphProblem(problem: GraphProblem): string {
  switch (problem.kind) {
    case 'duplicate-key':
      return `two assets are called ${problem.asset}; give one of them another key`;
    case 'unknown-dependency':
      return `${problem.asset} depends on ${problem.dependency}, which no asset is called${problem.nearest === undefined ? '' : `; did you mean ${problem.nearest}?`}`;
    case 'unknown-facet':
      return `${problem.asset} reads the facet ${problem.facet} of ${problem.dependency}, which has ${problem.facets.join(', ')}`;
    case 'cycle':
      return `assets depend on each other: ${problem.path.join(' → ')}`;
    case 'zone-mismatch':
      return `${problem.asset} counts its partitions in ${problem.zone}, but ${problem.dependency} in ${problem.dependencyZone}; assets joined by an edge share one zone`;
    case 'grain-mismatch':
      return `${problem.asset} (by ${problem.grain}) cannot read ${problem.dependency} (by ${problem.dependencyGrain}) as ${problem.mapping}; within() reads finer partitions, all() and lazy() any`;
    case 'unfit-facet':
      return `${problem.asset} has a facet ${problem.facet} of ${problem.fields.length === 0 ? 'a value that is no record()' : `${problem.fields.join(', ')}, which its record() does not have`}`;
    case 'external-without-source':
      return `no source observes the external asset ${problem.asset}`;
    case 'source-of-unknown':
      return `the source ${problem.source} observes ${problem.asset}, which is no external asset of the graph`;
  }
}

/** The assets don't make a graph; `problems` holds all the reasons at once. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly problems: readonly GraphProblem[];
  constructor(problems: readonly GraphProblem[]) {
    super(problems.map(describeGraphProblem).join('\n'));
    this.problems = problems;
  }
}
