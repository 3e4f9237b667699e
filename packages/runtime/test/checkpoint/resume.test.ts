import { describe, expect, it } from 'vitest';
import { unfenced } from '../../src/lease/fence.ts';
import { setPinned } from '../../src/maintenance/set-pinned.ts';
import { wipePartitions } from '../../src/maintenance/wipe-partitions.ts';
import type { ValueSource } from '../../src/testing/index.ts';
import { materialize, valuesOf } from '../engine/workshop.ts';
import { type DayNumber, days, type SumSettings } from './corrected-sums.ts';
import { keyOf, openShop, ordinalOf, sums } from './sums-shop.ts';

const resumed = ['resume 2011-12-19'];
const anew = ['whole 2011-12-01'];

describe('a computation that left a checkpoint', () => {
  it('goes on from there, and loads only what lies behind it', async () => {
    const shop = await openShop();
    shop.append();
    const report = await shop.run();
    expect(shop.calls).toEqual(resumed);
    expect(shop.loaded).toEqual(['2011-12-19…2011-12-21']);
    expect(report.steps[0]).toMatchObject({ planned: 24, made: 24, changed: 2, spans: '2011-12-01…2011-12-24' });
    expect(await valuesOf(shop.define(), 'sums')).toMatchObject({
      '2011-12-01': 1,
      '2011-12-20': 210,
      '2011-12-21': 231,
    });
    expect(await materialize(shop.define())).toMatchObject({ planned: 0 });
  });

  it('writes of what lies before it nothing but the states', async () => {
    const shop = await openShop();
    shop.append();
    const written: number[] = [];
    const series = {
      ...shop.series,
      loadValues: shop.series.loadValues,
      saveValues: async (...[asset, entries]: Parameters<typeof shop.series.saveValues>) => {
        if (asset === sums) written.push(...entries.map(({ ordinal }) => ordinal));
        await shop.series.saveValues(asset, entries);
      },
    };
    await materialize(shop.define({}, { series }));
    expect(shop.calls).toEqual(resumed);
    expect(written.map((ordinal) => days.keyOf(ordinal))).toEqual(['2011-12-21', '2011-12-24']);
  });

  it('goes on again from where it ended the last time', async () => {
    const shop = await openShop();
    for (const day of [21, 22, 23]) {
      shop.append(day);
      await shop.run();
    }
    expect(shop.calls).toEqual(['resume 2011-12-19', 'resume 2011-12-20', 'resume 2011-12-21']);
  });

  it('hands what was made to readers, who find what lies before in the store', async () => {
    const shop = await openShop();
    shop.append();
    await shop.run();
    const engine = shop.define();
    const daily = Object.values(await valuesOf(engine, 'sums')) as number[];
    expect(await valuesOf(engine, 'monthly')).toEqual({ '2011-12': daily.reduce((total, one) => total + one, 0) });
    expect(await valuesOf(engine, 'doubled')).toMatchObject({ '2011-12-02': 6, '2011-12-21': 462 });
  });
});

describe('all is computed', () => {
  it('where an input before the checkpoint changed, came or went', async () => {
    for (const change of [
      (source: ValueSource<'day', DayNumber>) => source.set(keyOf(18), { amount: 7 }),
      (source: ValueSource<'day', DayNumber>) => source.delete(keyOf(5)),
    ]) {
      const shop = await openShop();
      change(shop.source);
      await shop.run();
      expect(shop.calls).toEqual(anew);
    }
    const shop = await openShop();
    shop.source.delete(keyOf(5));
    await shop.run();
    shop.source.set(keyOf(5), { amount: 5 });
    await shop.run();
    expect(shop.calls).toEqual([...anew, ...anew]);
  });

  it('where the computation cannot tell from the checkpoint, and then with all inputs', async () => {
    const shop = await openShop();
    shop.source.set(keyOf(19), { amount: 19, correction: 3 });
    await shop.run();
    expect(shop.calls).toEqual([...resumed, ...anew]);
    expect(shop.loaded).toEqual(['2011-12-19…2011-12-20', '2011-12-01…2011-12-18']);
    expect(await valuesOf(shop.define(), 'sums')).toMatchObject({ '2011-12-16': 136, '2011-12-17': 156 });
  });

  it('where code, configuration, first day or dependencies are others', async () => {
    type Shop = Awaited<ReturnType<typeof openShop>>;
    const others: ((shop: Shop) => Partial<SumSettings>)[] = [
      () => ({ code: '2' }),
      () => ({ factor: 2 }),
      () => ({ skip: 1 }),
      ({ other }) => ({ numbers: other.asset }),
    ];
    for (const one of others) {
      const shop = await openShop();
      shop.append();
      await shop.run(one(shop));
      expect(shop.calls).toEqual([`whole ${keyOf(one(shop).skip === 1 ? 2 : 1)}`]);
    }
  });

  it('where it is asked for, be the partitions fresh or not', async () => {
    const shop = await openShop();
    await materialize(shop.define(), { state: 'all', selection: 'sums' });
    expect(shop.calls.splice(0)).toEqual(anew);
    shop.append();
    await materialize(shop.define(), { state: 'all', selection: 'sums' });
    expect(shop.calls.splice(0)).toEqual(anew);
    await materialize(shop.define(), { state: 'all', selection: 'sums', from: keyOf(18) });
    expect(shop.calls.splice(0)).toEqual(anew);
    await materialize(shop.define(), { state: 'all', selection: 'sums', from: keyOf(20) });
    expect(shop.calls).toEqual(['resume 2011-12-20']);
  });

  it('where a partition before the checkpoint was forgotten, and wiping any takes the checkpoint away', async () => {
    const shop = await openShop();
    await wipePartitions(shop.place(), { selection: 'sums', from: keyOf(20), to: keyOf(20) }, { dryRun: false });
    expect(await shop.checkpoint()).toBeUndefined();
    await shop.run();
    expect(shop.calls.splice(0)).toEqual(anew);
    // As a crash does that was writing it.
    await shop.state.announceWrite(unfenced, {
      asset: sums,
      from: ordinalOf(18),
      to: ordinalOf(18),
      removes: false,
    });
    await shop.define().declare();
    expect(await shop.checkpoint()).toBeDefined();
    await shop.run();
    expect(shop.calls.splice(0)).toEqual(anew);
    await shop.state.announceWrite(unfenced, {
      asset: sums,
      from: ordinalOf(19),
      to: ordinalOf(20),
      removes: false,
    });
    await shop.define().declare();
    await shop.run();
    expect(shop.calls).toEqual(resumed);
  });

  it('after a throw, which fails all that was chosen', async () => {
    const shop = await openShop();
    shop.source.set(keyOf(21), { amount: 21, isFatal: true });
    const report = await shop.run();
    expect(shop.calls.splice(0)).toEqual(resumed);
    expect(report.steps[0]).toMatchObject({ planned: 24, made: 0, failed: 24 });
    shop.append();
    await shop.run();
    expect(shop.calls).toEqual(anew);
  });

  it('where bytes were kept that do not decode', async () => {
    const shop = await openShop();
    shop.connection.run('update asset_checkpoint set state = ?', Buffer.from([1]));
    shop.append();
    await shop.run();
    expect(shop.calls).toEqual(anew);
  });

  it('where nothing is to be made behind the checkpoint', async () => {
    const shop = await openShop();
    await setPinned(shop.place(), { asset: sums, from: keyOf(19), to: keyOf(23), pinned: true });
    shop.source.set(keyOf(19), { amount: 7 });
    const report = await shop.run();
    expect(shop.calls).toEqual(anew);
    expect(report.steps[0]).toMatchObject({ made: 18 });
  });
});
