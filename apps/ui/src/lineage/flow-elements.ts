import { type LineageLayout, nodeSize, type PlacedNode } from './layout.ts';
import type { LineageFlowEdge } from './lineage-edge.tsx';
import type { LineageItem } from './lineage-model.ts';
import type { LineageFlowNode } from './lineage-node.tsx';

export function flowNodes(
  placed: readonly PlacedNode[],
  byKey: ReadonlyMap<string, LineageItem>,
  labelOf: (key: string) => string,
): LineageFlowNode[] {
  return placed.flatMap(({ key, x, y, tag }): LineageFlowNode[] => {
    const item = byKey.get(key);
    if (item === undefined) return [];
    return [{ id: key, type: 'asset', position: { x, y }, ...nodeSize, ariaLabel: labelOf(key), data: { item, tag } }];
  });
}

/** The edges of which both ends are among the placed nodes. */
export function flowEdges(edges: LineageLayout['edges'], places: ReadonlyMap<string, PlacedNode>): LineageFlowEdge[] {
  return edges.flatMap(({ id, from, to, lazy }): LineageFlowEdge[] => {
    const [source, target] = [places.get(from), places.get(to)];
    if (source === undefined || target === undefined) return [];
    return [{ id, type: 'dependency', source: from, target: to, ...handlesOf(source, target), data: { lazy } }];
  });
}

/** Edges go from right to left, but within a column up or down. */
function handlesOf(from: PlacedNode, to: PlacedNode) {
  if (from.x !== to.x) return { sourceHandle: 'right', targetHandle: 'left' };
  return from.y > to.y ? { sourceHandle: 'up', targetHandle: 'bottom' } : { sourceHandle: 'down', targetHandle: 'top' };
}
