import { stageOf, subjectOf, variantOf } from '../assets/asset-name.ts';
import type { LineageAsset } from './lineage-asset.ts';
import { orderRows } from './order-rows.ts';
import { type ColumnPlan, planColumns } from './plan-columns.ts';

/** Pixels at zoom 1. */
export const nodeSize = { width: 152, height: 42 } as const;
const pitch = { x: 176, y: 48 } as const;
const rowGap = 10;

export interface LineageLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly columns: readonly { readonly title: string; readonly x: number }[];
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** Tells apart what shares a cell with others: `profile`, `monthly`. */
  readonly tag: string | undefined;
}

export interface PlacedEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly lazy: boolean;
}

/**
 * Where everything stands: a column a stage, a row a subject, and what shares a cell one under the other. Columns follow from the
 * whole graph, rows from what is kept, so that a filter closes the gaps between rows and moves nothing sideways. Pure and stable:
 * the order in which assets come does not matter.
 */
export function layOutLineage(
  assets: readonly LineageAsset[],
  keep: (key: string) => boolean = () => true,
): LineageLayout {
  const ordered = [...assets].sort((a, b) => a.position - b.position || (a.key < b.key ? -1 : 1));
  const aside = asideOf(ordered);
  const stacked = [...ordered].sort((a, b) => Number(aside.has(a.key)) - Number(aside.has(b.key)));
  const plan = planColumns(stacked);
  const kept = stacked.filter(({ key }) => keep(key));
  const { nodes, height } = placeNodes(kept, plan, orderRows(ordered), aside);
  const keys = new Set(kept.map(({ key }) => key));
  return {
    nodes,
    edges: kept.flatMap((asset) => edgesInto(asset, keys)),
    columns: plan.titles.map((title, column) => ({ title, x: column * pitch.x })),
    width: Math.max(0, plan.titles.length * pitch.x - (pitch.x - nodeSize.width)),
    height,
  };
}

/** What is read lazily at most, and what only that is made of: it stands below what others are made of. */
function asideOf(assets: readonly LineageAsset[]): ReadonlySet<string> {
  const main = new Set<string>();
  const read = new Set<string>();
  // Readers first.
  for (const { key, deps } of assets.toReversed()) {
    if (!read.has(key)) main.add(key);
    for (const { asset, mapping } of deps) {
      read.add(asset);
      if (mapping !== 'lazy' && main.has(key)) main.add(asset);
    }
  }
  return new Set([...read].filter((key) => !main.has(key)));
}

function placeNodes(
  assets: readonly LineageAsset[],
  plan: ColumnPlan,
  rows: readonly string[],
  aside: ReadonlySet<string>,
) {
  const cells = new Map<string, Map<number, string[]>>();
  for (const { key } of assets) {
    const row = cells.get(subjectOf(key)) ?? new Map<number, string[]>();
    cells.set(subjectOf(key), row);
    const column = plan.columnOf.get(key) ?? 0;
    row.set(column, [...(row.get(column) ?? []), key]);
  }
  const nodes: PlacedNode[] = [];
  let y = 0;
  for (const name of rows) {
    const row = cells.get(name);
    if (row === undefined) continue;
    const isAside = (key: string) => aside.has(key);
    // The first place of a row is for its main line, whose edges run through the columns that it skips.
    const top = [...row.values()].flat().every(isAside) ? 0 : 1;
    const lengths = [...row].map(([column, keys]) => {
      const start = keys.every(isAside) ? top : 0;
      keys.forEach((key, i) => {
        const tag = plan.mixed[column] === true ? (variantOf(key) ?? stageOf(key)) : undefined;
        nodes.push({ key, x: column * pitch.x, y: y + (start + i) * pitch.y, tag });
      });
      return start + keys.length;
    });
    y += Math.max(...lengths) * pitch.y + rowGap;
  }
  return { nodes, height: Math.max(0, y - rowGap - (pitch.y - nodeSize.height)) };
}

/** One edge a pair of assets, however many dependencies it stands for; lazy only if all of them are. */
function edgesInto({ key, deps }: LineageAsset, kept: ReadonlySet<string>): PlacedEdge[] {
  const lazy = new Map<string, boolean>();
  for (const { asset, mapping } of deps) {
    if (kept.has(asset)) lazy.set(asset, (lazy.get(asset) ?? true) && mapping === 'lazy');
  }
  return [...lazy].map(([from, isLazy]) => ({ id: `${from}→${key}`, from, to: key, lazy: isLazy }));
}
