import type { LineageGraph } from './lineage-graph.ts';

/** A Mermaid flow chart from left to right. What is looked up rather than read by identity has a dashed edge. */
export function lineageMermaid({ assets, edges }: LineageGraph): string {
  const ids = new Map(assets.map(({ asset }, index) => [asset, `a${index}`]));
  const lines = ['flowchart LR'];
  for (const { asset, external, unit } of assets) {
    const label = escaped(unit === undefined ? asset : `${asset} · ${unit}`);
    lines.push(`  ${ids.get(asset)}${external ? `[("${label}")]` : `["${label}"]`}`);
  }
  for (const { from, to, mapping } of edges) {
    const arrow = mapping === 'identity' ? '-->' : mapping === 'lazy' ? '-.->' : `-- ${mapping} -->`;
    lines.push(`  ${ids.get(from)} ${arrow} ${ids.get(to)}`);
  }
  return lines.join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('"', '#quot;');
}
