import { selectAssets } from '@meterworks/runtime';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { buildHouseGraph, noSamples } from '../composition/house-graph.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { type LineageGraph, lineageGraph } from '../output/lineage-graph.ts';

/** Prints the graph, or the selected part of it. Needs no storage. */
export async function lineage(
  context: CommandContext,
  options: { selection?: string; format: 'mermaid' | 'dot' | 'json' },
): CommandResult {
  const graph = buildHouseGraph(await requireConfiguration(context), noSamples);
  const drawn = lineageGraph(graph, new Set(selectAssets(graph, options.selection).keys()));
  context.terminal.print(await draw(drawn, options.format));
  return exitCodes.done.code;
}

async function draw(drawn: LineageGraph, format: 'mermaid' | 'dot' | 'json'): Promise<string> {
  switch (format) {
    case 'mermaid':
      return (await import('../output/lineage-mermaid.ts')).lineageMermaid(drawn);
    case 'dot':
      return (await import('../output/lineage-dot.ts')).lineageDot(drawn);
    case 'json':
      return JSON.stringify(drawn, null, 2);
  }
}
