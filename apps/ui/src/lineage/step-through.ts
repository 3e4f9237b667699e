import type { PlacedNode } from './layout.ts';
import type { LineageLinks } from './walk-lineage.ts';

/**
 * The asset to which an arrow key leads: left to what it reads, right to what reads it, up and down within its column. Undefined where
 * there is none, or the key is no arrow.
 */
export function stepThrough(
  key: string,
  from: string | undefined,
  nodes: readonly PlacedNode[],
  links: LineageLinks,
): string | undefined {
  const here = nodes.find((node) => node.key === from);
  if (here === undefined) return key.startsWith('Arrow') ? nodes[0]?.key : undefined;
  const nearest = (candidates: readonly PlacedNode[]) =>
    candidates.reduce<PlacedNode | undefined>(
      (best, node) => (best === undefined || Math.abs(node.y - here.y) < Math.abs(best.y - here.y) ? node : best),
      undefined,
    )?.key;
  const among = (keys: readonly string[]) => nodes.filter((node) => keys.includes(node.key));
  switch (key) {
    case 'ArrowLeft':
      return nearest(among(links.inputs.get(here.key) ?? []));
    case 'ArrowRight':
      return nearest(among(links.readers.get(here.key) ?? []));
    case 'ArrowUp':
      return nearest(nodes.filter((node) => node.x === here.x && node.y < here.y));
    case 'ArrowDown':
      return nearest(nodes.filter((node) => node.x === here.x && node.y > here.y));
    default:
      return undefined;
  }
}
