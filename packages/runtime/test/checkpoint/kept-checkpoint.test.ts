import { type AssetKey, buildGraph } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { unfenced } from '../../src/lease/fence.ts';
import { pruneAssets } from '../../src/maintenance/prune-assets.ts';
import { setPinned } from '../../src/maintenance/set-pinned.ts';
import { materialize } from '../engine/workshop.ts';
import { correctedSums } from './corrected-sums.ts';
import { keyOf, openShop, ordinalOf, sums } from './sums-shop.ts';

const resumed = ['resume 2011-12-19'];
const anew = ['whole 2011-12-01'];
describe('a checkpoint', () => {
  it('stays where a partition behind it fails, and is none where one fails in a computation of all', async () => {
    const shop = await openShop();
    const before = await shop.checkpoint();
    shop.source.set(keyOf(21), { amount: 21, isBad: true });
    expect((await shop.run()).steps[0]).toMatchObject({ made: 23, failed: 1 });
    expect(await shop.checkpoint()).toEqual(before);
    shop.source.set(keyOf(3), { amount: 4 });
    await shop.run();
    expect(await shop.checkpoint()).toBeUndefined();
    shop.append();
    await shop.run();
    expect(shop.calls).toEqual([...resumed, ...anew, ...anew]);
  });

  it('neither holds nor is kept while a value before it is pinned', async () => {
    const shop = await openShop();
    const pin = (pinned: boolean) => setPinned(shop.place(), { asset: sums, from: keyOf(4), to: keyOf(4), pinned });
    await pin(true);
    shop.append();
    await shop.run();
    expect(shop.calls.splice(0)).toEqual(anew);
    expect(await shop.checkpoint()).toBeUndefined();
    await pin(false);
    await shop.run();
    expect(shop.calls.splice(0)).toEqual(anew);
    shop.source.set(keyOf(20), { amount: 2 });
    await shop.run();
    expect(shop.calls).toHaveLength(1);
    expect(shop.calls[0]).toMatch(/^resume/);
  });

  it('goes with the computation that left it: one that leaves none takes it away', async () => {
    const shop = await openShop();
    const before = await shop.checkpoint();
    shop.source.set(keyOf(3), { amount: 4 });
    const { assets } = correctedSums(
      { numbers: shop.source.asset, factor: 1, code: '0', skip: 0 },
      { isResumable: false },
    );
    const definitions = [shop.source.asset, ...assets].map(({ definition }) => definition);
    await materialize(shop.workshop.define(definitions, [shop.source]));
    expect(before).toBeDefined();
    expect(await shop.checkpoint()).toBeUndefined();
  });

  it('stays while a run is cancelled, and holds after it', async () => {
    const shop = await openShop();
    const before = await shop.checkpoint();
    shop.append();
    const engine = shop.define();
    const controller = new AbortController();
    shop.onCall = () => {
      controller.abort();
      controller.signal.throwIfAborted();
    };
    const report = await engine.materialize({}, { actor: 'test', kind: 'materialize', signal: controller.signal });
    expect(report.status).toBe('cancelled');
    expect(await shop.checkpoint()).toEqual(before);
    shop.onCall = () => {};
    await shop.run();
    expect(shop.calls).toEqual([...resumed, ...resumed]);
  });

  it('goes along with an asset that is renamed, and away with one that is declared no more', async () => {
    const shop = await openShop();
    const before = await shop.checkpoint();
    const key = 'totals' as AssetKey;
    const renamed = shop.define({ key, formerKeys: ['sums'] });
    await renamed.declare();
    expect(await shop.checkpoint()).toBeUndefined();
    expect(await shop.state.readCheckpoint(key)).toEqual({ ...before, asset: key });
    shop.append();
    await materialize(renamed);
    expect(shop.calls).toEqual(resumed);

    const graph = buildGraph({ assets: [shop.source.asset.definition], sources: [shop.source] });
    await shop.state.saveGraph(unfenced, []);
    await pruneAssets({ ...shop.place(), graph }, {}, { dryRun: false });
    expect(await shop.state.readCheckpoint(key)).toBeUndefined();
  });
});

describe('what a check finds', () => {
  it('stays before the checkpoint, and behind it is what it would be without one', async () => {
    const shop = await openShop();
    shop.source.set(keyOf(10), { amount: -1 });
    shop.source.set(keyOf(19), { amount: -2 });
    await shop.run();
    const found = await shop.state.findings();
    expect(found.map(({ ordinal }) => ordinal)).toEqual([ordinalOf(10), ordinalOf(19)]);
    shop.append();
    await shop.clock.advance(1000);
    await shop.run();
    expect(shop.calls).toEqual([...anew, ...resumed]);
    const again = await shop.state.findings();
    expect(again).toEqual([found[0], { ...found[1], at: shop.clock.now(), run: 3 }]);
  });

  it('is not asked against a pinned value before the checkpoint', async () => {
    const shop = await openShop();
    shop.source.set(keyOf(19), { amount: -2 });
    await shop.run();
    expect(await shop.state.findings()).toHaveLength(1);
    await setPinned(shop.place(), { asset: sums, from: keyOf(18), to: keyOf(18), pinned: true });
    shop.append();
    await shop.run();
    expect(shop.calls).toEqual([...resumed, ...anew]);
    expect(await shop.state.findings()).toEqual([]);
  });
});
