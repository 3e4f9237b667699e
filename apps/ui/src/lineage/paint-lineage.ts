import { subjectOf } from '../assets/asset-name.ts';
import { orderedCounts } from '../status/status-facts.ts';
import { type LineageLayout, nodeSize, type PlacedEdge, type PlacedNode } from './layout.ts';
import type { LineageItem } from './lineage-model.ts';
import type { NodeIndex, Region } from './lineage-viewport.ts';

export const lineageColors = [
  '--surface',
  '--ink',
  '--ink-soft',
  '--line',
  '--line-strong',
  '--accent',
  '--status-running',
  '--status-queued',
  '--status-failed',
  '--status-blocked',
  '--status-missing',
  '--status-stale',
  '--status-fresh',
] as const;
export type LineageColors = Record<(typeof lineageColors)[number], string>;

export interface LineageScene {
  readonly index: NodeIndex;
  readonly layout: LineageLayout;
  /** The nodes of the layout by their keys. */
  readonly places: ReadonlyMap<string, PlacedNode>;
  readonly items: ReadonlyMap<string, LineageItem>;
  readonly lit: ReadonlySet<string> | undefined;
  readonly active: string | undefined;
  /** Whether nodes are painted too, not only what connects them. */
  readonly paintsNodes: boolean;
  readonly colors: LineageColors;
}

/** Below these zooms texts and counts are left out: nobody could read them. */
const textZoom = 0.42;
const barZoom = 0.12;

/** Paints a region of the graph. The context is scaled so that a unit is a pixel of the graph. */
export function paintLineage(ctx: CanvasRenderingContext2D, scene: LineageScene, region: Region, zoom: number): void {
  const { index, lit, colors } = scene;
  const isBright = ({ from, to }: PlacedEdge) => lit?.has(from) === true && lit.has(to);
  ctx.lineWidth = Math.min(4, 1 / zoom);
  ctx.strokeStyle = colors['--line-strong'];
  ctx.globalAlpha = lit === undefined ? 0.7 : 0.15;
  strokeEdges(ctx, scene, region, (edge) => !isBright(edge));
  ctx.globalAlpha = 1;
  if (lit !== undefined) {
    ctx.strokeStyle = colors['--accent'];
    ctx.lineWidth = Math.min(6, 1.75 / zoom);
    strokeEdges(ctx, scene, region, isBright);
  }
  if (scene.paintsNodes) for (const node of index.within(region)) paintNode(ctx, scene, node, zoom);
  ctx.globalAlpha = 1;
}

/** Those that are read only at need are dashed. */
function strokeEdges(
  ctx: CanvasRenderingContext2D,
  scene: LineageScene,
  region: Region,
  wanted: (edge: PlacedEdge) => boolean,
): void {
  traceEdges(ctx, scene, region, (edge) => !edge.lazy && wanted(edge));
  ctx.setLineDash([3 * ctx.lineWidth, 3 * ctx.lineWidth]);
  traceEdges(ctx, scene, region, (edge) => edge.lazy && wanted(edge));
  ctx.setLineDash([]);
}

function traceEdges(
  ctx: CanvasRenderingContext2D,
  { layout, places }: LineageScene,
  { left, top, right, bottom }: Region,
  wanted: (edge: PlacedEdge) => boolean,
): void {
  ctx.beginPath();
  for (const edge of layout.edges) {
    const from = places.get(edge.from);
    const to = places.get(edge.to);
    if (from === undefined || to === undefined) continue;
    const [x1, y1] = [from.x + nodeSize.width, from.y + nodeSize.height / 2];
    const [x2, y2] = [to.x, to.y + nodeSize.height / 2];
    if (Math.max(y1, y2) < top || Math.min(y1, y2) > bottom || Math.max(x1, x2) < left || Math.min(x1, x2) > right)
      continue;
    if (!wanted(edge)) continue;
    if (from.x === to.x) {
      ctx.moveTo(from.x + nodeSize.width / 2, Math.min(from.y, to.y) + nodeSize.height);
      ctx.lineTo(from.x + nodeSize.width / 2, Math.max(from.y, to.y));
      continue;
    }
    const middle = (x1 + x2) / 2;
    ctx.moveTo(x1, y1);
    ctx.bezierCurveTo(middle, y1, middle, y2, x2, y2);
  }
  ctx.stroke();
}

function paintNode(ctx: CanvasRenderingContext2D, scene: LineageScene, node: PlacedNode, zoom: number): void {
  const { items, lit, active, colors } = scene;
  const item = items.get(node.key);
  const { width, height } = nodeSize;
  const isLit = lit?.has(node.key) === true;
  ctx.globalAlpha = lit === undefined || isLit ? 1 : 0.3;
  const counts = orderedCounts(item?.counts ?? {});
  const worst = counts[0]?.status;
  if (zoom < barZoom) {
    ctx.fillStyle = worst === undefined ? colors['--line'] : colors[`--status-${worst}`];
    ctx.fillRect(node.x, node.y, width, height);
    if (isLit) outline(ctx, node, colors['--accent'], 2 / zoom);
    return;
  }
  ctx.fillStyle = colors['--surface'];
  ctx.fillRect(node.x, node.y, width, height);
  outline(
    ctx,
    node,
    isLit || node.key === active ? colors['--accent'] : colors['--line-strong'],
    (node.key === active ? 2 : 1) / zoom,
  );
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  let x = node.x + 8;
  for (const { status, count } of counts) {
    const part = ((width - 16) * count) / Math.max(1, total);
    ctx.fillStyle = colors[`--status-${status}`];
    ctx.fillRect(x, node.y + height - 13, Math.max(part, 3), 7);
    x += part;
  }
  if (zoom < textZoom) return;
  ctx.fillStyle = colors['--ink'];
  ctx.font = '500 11px system-ui, sans-serif';
  ctx.textBaseline = 'top';
  ctx.fillText(subjectOf(node.key), node.x + 8, node.y + 7, width - (item?.unit == null ? 16 : 44));
  if (item?.unit == null) return;
  ctx.fillStyle = colors['--ink-soft'];
  ctx.textAlign = 'right';
  ctx.fillText(item.unit, node.x + width - 8, node.y + 7);
  ctx.textAlign = 'left';
}

function outline(ctx: CanvasRenderingContext2D, { x, y }: PlacedNode, color: string, width: number): void {
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.strokeRect(x, y, nodeSize.width, nodeSize.height);
}
