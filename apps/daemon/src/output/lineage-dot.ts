import type { LineageGraph } from './lineage-graph.ts';

/** A Graphviz digraph from left to right. */
export function lineageDot({ assets, edges }: LineageGraph): string {
  const lines = ['digraph lineage {', '  rankdir=LR;', '  node [shape=box];'];
  for (const { asset, external, unit } of assets) {
    const label = unit === undefined ? asset : `${asset}\n${unit}`;
    lines.push(`  ${quoted(asset)} [label=${quoted(label)}${external ? ', shape=cylinder' : ''}];`);
  }
  for (const { from, to, mapping } of edges) {
    const look = mapping === 'identity' ? '' : mapping === 'lazy' ? ' [style=dashed]' : ` [label=${quoted(mapping)}]`;
    lines.push(`  ${quoted(from)} -> ${quoted(to)}${look};`);
  }
  lines.push('}');
  return lines.join('\n');
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
