import type { Edge } from '@xyflow/react';
import { type LineageLayout, nodeSize, type PlacedNode } from './layout.ts';
import type { LineageItem } from './lineage-model.ts';
import type { LineageFlowNode } from './lineage-node.tsx';

export function flowNodes(
  placed: readonly PlacedNode[],
  byKey: ReadonlyMap<string, LineageItem>,
  lit: ReadonlySet<string> | undefined,
  labelOf: (key: string) => string,
): LineageFlowNode[] {
  return placed.flatMap(({ key, x, y, tag }): LineageFlowNode[] => {
    const item = byKey.get(key);
    if (item === undefined) return [];
    return [
      {
        id: key,
        type: 'asset',
        position: { x, y },
        ...nodeSize,
        ariaLabel: labelOf(key),
        data: { item, tag, lit: lit === undefined ? 'plain' : lit.has(key) ? 'lit' : 'dim' },
      },
    ];
  });
}

/** The edges of which both ends are among the placed nodes. */
export function flowEdges(
  edges: LineageLayout['edges'],
  places: ReadonlyMap<string, PlacedNode>,
  lit: ReadonlySet<string> | undefined,
): Edge[] {
  return edges.flatMap(({ id, from, to, lazy }): Edge[] => {
    const [source, target] = [places.get(from), places.get(to)];
    if (source === undefined || target === undefined) return [];
    const bright = lit?.has(from) === true && lit.has(to);
    return [
      {
        id,
        source: from,
        target: to,
        ...handlesOf(source, target),
        style: {
          stroke: bright ? 'var(--accent)' : 'var(--line-strong)',
          strokeWidth: bright ? 1.75 : 1,
          opacity: lit === undefined ? 0.75 : bright ? 1 : 0.15,
          ...(lazy ? { strokeDasharray: '3 3' } : {}),
        },
      },
    ];
  });
}

/** Edges go from right to left, but within a column up or down. */
function handlesOf(from: PlacedNode, to: PlacedNode) {
  if (from.x !== to.x) return { sourceHandle: 'right', targetHandle: 'left' };
  return from.y > to.y ? { sourceHandle: 'up', targetHandle: 'bottom' } : { sourceHandle: 'down', targetHandle: 'top' };
}
