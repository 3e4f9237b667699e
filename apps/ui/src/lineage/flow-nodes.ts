import { nodeSize, type PlacedNode } from './layout.ts';
import type { LineageItem } from './lineage-model.ts';
import type { LineageFlowNode } from './lineage-node.tsx';

/** Gives placed assets as nodes of the graph, each the same object every time: what stood in the document before is not drawn anew. */
export function flowNodesOf(
  items: ReadonlyMap<string, LineageItem>,
  labelOf: (key: string) => string,
): (placed: readonly PlacedNode[]) => LineageFlowNode[] {
  const made = new Map<PlacedNode, LineageFlowNode>();
  return (placed) =>
    placed.flatMap((node) => {
      const before = made.get(node);
      if (before !== undefined) return [before];
      const { key, x, y, tag } = node;
      const item = items.get(key);
      if (item === undefined) return [];
      const fresh: LineageFlowNode = {
        id: key,
        type: 'asset',
        position: { x, y },
        ...nodeSize,
        ariaLabel: labelOf(key),
        data: { item, tag },
      };
      made.set(node, fresh);
      return [fresh];
    });
}
