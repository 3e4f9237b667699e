import { expect, test } from 'vitest';
import { lineageDot } from '../../src/output/lineage-dot.ts';
import type { LineageGraph } from '../../src/output/lineage-graph.ts';
import { lineageMermaid } from '../../src/output/lineage-mermaid.ts';

const graph: LineageGraph = {
  assets: [
    { asset: 'readings/a "b"', grain: 'day', external: true },
    { asset: 'physical/a', grain: 'day', external: false, unit: 'kWh' },
    { asset: 'consumption/a/monthly', grain: 'month', external: false, unit: 'kWh' },
  ],
  edges: [
    { from: 'readings/a "b"', to: 'physical/a', mapping: 'identity' },
    { from: 'physical/a', to: 'consumption/a/monthly', mapping: 'within', facet: 'advance' },
  ],
};

test('Mermaid text escapes names and labels what is not read by identity', () => {
  expect(lineageMermaid(graph)).toBe(
    [
      'flowchart LR',
      '  a0[("readings/a #quot;b#quot;")]',
      '  a1["physical/a · kWh"]',
      '  a2["consumption/a/monthly · kWh"]',
      '  a0 --> a1',
      '  a1 -- within --> a2',
    ].join('\n'),
  );
});

test('DOT text escapes names and labels what is not read by identity', () => {
  expect(lineageDot(graph).split('\n')).toEqual([
    'digraph lineage {',
    '  rankdir=LR;',
    '  node [shape=box];',
    '  "readings/a \\"b\\"" [label="readings/a \\"b\\"", shape=cylinder];',
    '  "physical/a" [label="physical/a\\nkWh"];',
    '  "consumption/a/monthly" [label="consumption/a/monthly\\nkWh"];',
    '  "readings/a \\"b\\"" -> "physical/a";',
    '  "physical/a" -> "consumption/a/monthly" [label="within"];',
    '}',
  ]);
});
