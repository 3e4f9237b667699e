import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOutLineage, nodeSize } from '../../src/lineage/layout.ts';
import type { LineageAsset } from '../../src/lineage/lineage-asset.ts';
import { planColumns } from '../../src/lineage/plan-columns.ts';
import { houseAssets } from './house-assets.ts';

const house = houseAssets(['gas', 'day', 'night', 'water'], { power: ['day', 'night'] });
const placeOf = (assets: readonly LineageAsset[], keep?: (key: string) => boolean) =>
  new Map(layOutLineage(assets, keep).nodes.map((node) => [node.key, node]));

describe('columns', () => {
  test('stand in the order in which the stages read each other', () => {
    expect(planColumns(house).titles).toEqual([
      'readings · decisions',
      'repaired',
      'training · physical',
      'profile · master',
      'consumption daily',
      'consumption monthly · yearly',
      'anomalies',
    ]);
  });

  test('put what is read lazily at most, and what that is made of, below the main line', () => {
    const places = placeOf(house);
    const y = (key: string) => places.get(key)?.y ?? Number.NaN;
    expect(y('consumption/gas/daily')).toBe(y('physical/gas'));
    expect(places.get('training/gas')?.x).toBe(places.get('physical/gas')?.x);
    expect(y('training/gas')).toBeGreaterThan(y('physical/gas'));
    expect(y('profile/gas')).toBe(y('training/gas'));
  });

  test('tell apart what shares a column, and only that', () => {
    const places = placeOf(house);
    expect(places.get('profile/gas')?.tag).toBe('profile');
    expect(places.get('consumption/gas/yearly')?.tag).toBe('yearly');
    expect(places.get('repaired/gas')?.tag).toBeUndefined();
  });

  test('follow each asset by itself where stages read each other in a circle', () => {
    const assets: LineageAsset[] = [
      { key: 'a/x', position: 0, deps: [] },
      { key: 'b/x', position: 1, deps: [{ asset: 'a/x', mapping: 'identity' }] },
      { key: 'a/y', position: 2, deps: [{ asset: 'b/x', mapping: 'identity' }] },
    ];
    expect([...planColumns(assets).columnOf.values()]).toEqual([0, 1, 2]);
  });
});

describe('rows', () => {
  test('hold one subject each, parts before what is made of them', () => {
    const places = placeOf(house);
    const y = (key: string) => places.get(key)?.y ?? Number.NaN;
    expect(y('readings/gas')).toBe(y('anomalies/gas'));
    expect(y('physical/day')).toBeLessThan(y('master/power'));
    expect(y('physical/night')).toBeLessThan(y('master/power'));
  });

  test('keep together what is combined', () => {
    const assets = houseAssets(['day', 'gas', 'night'], { power: ['day', 'night'] });
    const places = placeOf(assets);
    const order = ['day', 'night', 'gas'].map((meter) => places.get(`readings/${meter}`)?.y ?? Number.NaN);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('close the gaps that a filter leaves, and move nothing sideways', () => {
    const all = placeOf(house);
    const kept = placeOf(house, (key) => key.includes('water'));
    expect(kept.get('physical/water')?.x).toBe(all.get('physical/water')?.x);
    expect(Math.min(...[...kept.values()].map(({ y }) => y))).toBe(0);
  });
});

describe('the layout', () => {
  /** Any graph without circles: each asset may read those before it. */
  const anyAssets = fc
    .array(
      fc.record({
        stage: fc.constantFrom('a', 'b', 'c'),
        subject: fc.constantFrom('x', 'y', 'z'),
        reads: fc.array(fc.tuple(fc.nat(40), fc.constantFrom('identity', 'window', 'lazy')), { maxLength: 4 }),
      }),
      { maxLength: 25 },
    )
    .map((specs) =>
      specs.map(({ stage, subject, reads }, i): LineageAsset => {
        const keyAt = (at: number) => `${specs[at]?.stage}/${specs[at]?.subject}/${at}`;
        const deps = i === 0 ? [] : reads.map(([at, mapping]) => ({ asset: keyAt(at % i), mapping }));
        return { key: `${stage}/${subject}/${i}`, position: i, deps };
      }),
    );

  test('never lets two nodes overlap', () => {
    fc.assert(
      fc.property(anyAssets, (assets) => {
        const { nodes } = layOutLineage(assets);
        for (const [i, a] of nodes.entries()) {
          for (const b of nodes.slice(i + 1)) {
            const apart = Math.abs(a.x - b.x) >= nodeSize.width || Math.abs(a.y - b.y) >= nodeSize.height;
            expect(apart, `${a.key} and ${b.key}`).toBe(true);
          }
        }
      }),
    );
  });

  test('puts every reader right of what it reads, but for what it reads lazily', () => {
    fc.assert(
      fc.property(anyAssets, (assets) => {
        const places = placeOf(assets);
        for (const { key, deps } of assets) {
          for (const { asset, mapping } of deps) {
            if (mapping === 'lazy') continue;
            expect(places.get(asset)?.x).toBeLessThan(places.get(key)?.x ?? Number.NaN);
          }
        }
      }),
    );
  });

  test('does not depend on the order in which assets come', () => {
    const turned = layOutLineage(house.toReversed());
    expect(turned.nodes).toEqual(layOutLineage(house).nodes);
  });

  test('draws one edge for several dependencies on one asset, lazy only if all of them are', () => {
    const deps = [
      { asset: 'a', mapping: 'lazy' },
      { asset: 'a', mapping: 'identity' },
    ];
    const { edges } = layOutLineage([
      { key: 'a', position: 0, deps: [] },
      { key: 'b', position: 1, deps },
    ]);
    expect(edges).toEqual([{ id: 'a→b', from: 'a', to: 'b', lazy: false }]);
  });

  test('of no assets is empty', () => {
    expect(layOutLineage([])).toEqual({ nodes: [], edges: [], columns: [], width: 0, height: 0 });
  });
});
