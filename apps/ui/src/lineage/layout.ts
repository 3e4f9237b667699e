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
  // What is read lazily at most stands below what others are made of.
  const eager = new Set(
    ordered.flatMap(({ deps }) => deps.filter(({ mapping }) => mapping !== 'lazy').map(({ asset }) => asset)),
  );
  const lazyOnly = new Set(
    ordered.flatMap(({ deps }) => deps.map(({ asset }) => asset)).filter((key) => !eager.has(key)),
  );
  const stacked = [...ordered].sort((a, b) => Number(lazyOnly.has(a.key)) - Number(lazyOnly.has(b.key)));
  const plan = planColumns(stacked);
  const kept = stacked.filter(({ key }) => keep(key));
  const { nodes, height } = placeNodes(kept, plan, orderRows(ordered));
  const keys = new Set(kept.map(({ key }) => key));
  return {
    nodes,
    edges: kept.flatMap((asset) => edgesInto(asset, keys)),
    columns: plan.titles.map((title, column) => ({ title, x: column * pitch.x })),
    width: Math.max(0, plan.titles.length * pitch.x - (pitch.x - nodeSize.width)),
    height,
  };
}

function placeNodes(assets: readonly LineageAsset[], plan: ColumnPlan, rows: readonly string[]) {
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
    for (const [column, keys] of row) {
      keys.forEach((key, i) => {
        const tag = plan.mixed[column] === true ? (variantOf(key) ?? stageOf(key)) : undefined;
        nodes.push({ key, x: column * pitch.x, y: y + i * pitch.y, tag });
      });
    }
    y += Math.max(...[...row.values()].map((keys) => keys.length)) * pitch.y + rowGap;
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
