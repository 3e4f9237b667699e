import { stageOf, variantOf } from '../assets/asset-name.ts';
import type { LineageAsset } from './lineage-asset.ts';
import { longestPaths } from './longest-path.ts';

export interface ColumnPlan {
  /** The column of every asset. */
  readonly columnOf: ReadonlyMap<string, number>;
  /** What stands over each column. */
  readonly titles: readonly string[];
  /** Whether a column holds several kinds of assets. */
  readonly mixed: readonly boolean[];
}

/**
 * Gives every asset a column, so that what is derived stands right of what it is derived from. Assets of one stage stand together;
 * a stage comes after all stages that it reads; what a stage derives from itself gets a column of its own. What is read lazily does
 * not push its reader to the right. Stages that read each other in a circle dissolve: then each asset goes by its own longest path.
 */
export function planColumns(assets: readonly LineageAsset[]): ColumnPlan {
  const inputs = new Map(
    assets.map(({ key, deps }) => [key, deps.filter(({ mapping }) => mapping !== 'lazy').map(({ asset }) => asset)]),
  );
  const stageInputs = new Map<string, Set<string>>();
  for (const { key } of assets) {
    const of = stageInputs.get(stageOf(key)) ?? new Set();
    stageInputs.set(stageOf(key), of);
    for (const input of inputs.get(key) ?? []) if (inputs.has(input)) of.add(stageOf(input));
  }
  const layers = longestPaths(stageInputs.keys(), (stage) => stageInputs.get(stage) ?? []);
  return layers === undefined ? byLongestPath(assets, inputs) : byStage(assets, inputs, layers);
}

type Inputs = ReadonlyMap<string, readonly string[]>;

function byStage(assets: readonly LineageAsset[], inputs: Inputs, layers: ReadonlyMap<string, number>): ColumnPlan {
  const depths = new Map<string, number>();
  for (const [stage, members] of groupBy(assets, ({ key }) => stageOf(key))) {
    const within = longestPaths(
      members.map(({ key }) => key),
      (key) => (inputs.get(key) ?? []).filter((input) => stageOf(input) === stage),
    );
    for (const { key } of members) depths.set(key, within?.get(key) ?? 0);
  }
  const widths: number[] = [];
  for (const { key } of assets) {
    const layer = layers.get(stageOf(key)) ?? 0;
    widths[layer] = Math.max(widths[layer] ?? 1, (depths.get(key) ?? 0) + 1);
  }
  const starts = widths.map((_, layer) => widths.slice(0, layer).reduce((sum, width) => sum + width, 0));
  return titled(
    assets,
    (key) => (starts[layers.get(stageOf(key)) ?? 0] ?? 0) + (depths.get(key) ?? 0),
    widths.reduce((sum, width) => sum + width, 0),
  );
}

function byLongestPath(assets: readonly LineageAsset[], inputs: Inputs): ColumnPlan {
  const depths = longestPaths(inputs.keys(), (key) => inputs.get(key) ?? []);
  const columnOf = (key: string) => depths?.get(key) ?? 0;
  return titled(assets, columnOf, Math.max(0, ...assets.map(({ key }) => columnOf(key) + 1)));
}

function titled(assets: readonly LineageAsset[], columnOf: (key: string) => number, columns: number): ColumnPlan {
  const members = Array.from({ length: columns }, (_, column) =>
    assets.flatMap(({ key }) => (columnOf(key) === column ? [key] : [])),
  );
  return {
    columnOf: new Map(assets.map(({ key }) => [key, columnOf(key)])),
    titles: members.map(columnTitle),
    mixed: members.map((keys) => new Set(keys.map((key) => `${stageOf(key)}/${variantOf(key)}`)).size > 1),
  };
}

/** `readings · decisions`; where variants of one stage stand together, the stage once: `consumption monthly · yearly`. */
function columnTitle(keys: readonly string[]): string {
  const variants = new Map<string, Set<string>>();
  for (const key of keys) {
    const of = variants.get(stageOf(key)) ?? new Set();
    variants.set(stageOf(key), of.add(variantOf(key) ?? ''));
  }
  return [...variants].map(([stage, of]) => `${stage} ${[...of].join(' · ')}`.trim()).join(' · ');
}

function groupBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group === undefined) groups.set(nameOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
