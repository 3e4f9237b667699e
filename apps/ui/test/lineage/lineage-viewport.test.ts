import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOutLineage, nodeSize } from '../../src/lineage/layout.ts';
import { lineageMode, NodeIndex, nextRegion, seenRegion, wholeGraph } from '../../src/lineage/lineage-viewport.ts';
import { stepThrough } from '../../src/lineage/step-through.ts';
import { linkLineage } from '../../src/lineage/walk-lineage.ts';
import { houseAssets } from './house-assets.ts';

const assets = houseAssets(Array.from({ length: 120 }, (_, i) => `meter${i}`));
const layout = layOutLineage(assets);
const index = new NodeIndex(layout.nodes);
const size = { width: 1_440, height: 840 };

test('a region holds exactly the nodes that reach into it', () => {
  const coordinate = fc.integer({ min: -200, max: 9_000 });
  fc.assert(
    fc.property(coordinate, coordinate, fc.nat(2_000), fc.nat(2_000), (left, top, width, height) => {
      const region = { left, top, right: left + width, bottom: top + height };
      const expected = layout.nodes.filter(
        ({ x, y }) =>
          x <= region.right && x + nodeSize.width >= left && y <= region.bottom && y + nodeSize.height >= top,
      );
      expect(new Set(index.within(region).map(({ key }) => key))).toEqual(new Set(expected.map(({ key }) => key)));
    }),
  );
});

test('a node is found under a point within it, and nothing between nodes', () => {
  const node = layout.nodes[37] as (typeof layout.nodes)[number];
  expect(index.at(node.x + 3, node.y + nodeSize.height - 2)?.key).toBe(node.key);
  expect(index.at(node.x - 5, node.y - 3)).toBeUndefined();
});

test('one canvas takes over when zoomed out or when more than three hundred nodes are seen', () => {
  expect(lineageMode(index, { x: 0, y: 0, zoom: 1 }, size)).toBe('nodes');
  expect(lineageMode(index, { x: 0, y: 0, zoom: 0.49 }, size)).toBe('canvas');
  expect(lineageMode(index, { x: 0, y: 0, zoom: 0.9 }, { width: 6_000, height: 9_000 })).toBe('canvas');
});

test('what stands in the document always holds what is seen, stays while it does, and never is much more', () => {
  const place = fc.integer({ min: -3_000, max: 3_000 });
  const viewport = fc.record({ x: place, y: place, zoom: fc.double({ min: 0.5, max: 2, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(viewport, { minLength: 1, maxLength: 20 }), (path) => {
      let region = { left: 0, top: 0, right: 0, bottom: 0 };
      for (const one of path) {
        region = nextRegion(region, one, size);
        const seen = seenRegion(one, size);
        expect(region.left <= seen.left && region.right >= seen.right).toBe(true);
        expect(region.top <= seen.top && region.bottom >= seen.bottom).toBe(true);
        expect(region.right - region.left).toBeLessThanOrEqual(seen.right - seen.left + 1_440);
        expect(nextRegion(region, one, size)).toBe(region);
      }
    }),
  );
});

test('the whole graph fits, no larger than life', () => {
  const viewport = wholeGraph(layout, size, { x: 16, y: 40 });
  const seen = seenRegion(viewport, size);
  expect(viewport.zoom).toBeLessThan(1);
  expect(seen.bottom).toBeGreaterThanOrEqual(layout.height);
  expect(wholeGraph({ width: 100, height: 50 }, size, { x: 16, y: 40 }).zoom).toBe(1);
});

test('arrow keys lead along what is read, and up and down in a column', () => {
  const links = linkLineage(assets);
  const step = (key: string, from: string | undefined) => stepThrough(key, from, layout.nodes, links);
  expect(step('ArrowRight', 'repaired/meter5')).toMatch(/^(training|physical)\/meter5$/);
  expect(step('ArrowLeft', 'repaired/meter5')).toMatch(/^(readings|decisions)\/meter5$/);
  expect(step('ArrowDown', 'physical/meter5')).toBe('training/meter5');
  expect(step('ArrowUp', 'physical/meter0')).toBeUndefined();
  expect(step('ArrowDown', undefined)).toBe(layout.nodes[0]?.key);
  expect(step('x', 'physical/meter5')).toBeUndefined();
});
