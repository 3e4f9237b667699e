import {
  absent,
  daily,
  defineAsset,
  failed,
  float64,
  GraphError,
  monthly,
  PartitionKeyError,
  unpartitioned,
  within,
} from '@meterworks/assets';
import { describe, expect, it, onTestFinished } from 'vitest';
import { madeSpans, openWorkshop, ValueSource, type WorkshopOptions } from '../../src/testing/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const zone = 'Europe/Berlin';
const days = daily({ zone, start: '2024-03-01' });
const months = monthly({ zone, start: '2024-03' });

function shop(rate = 2) {
  const orders = new ValueSource('orders', days, { '2024-03-01': 10, '2024-03-02': 20, '2024-03-03': 30 });
  const revenue = defineAsset({
    key: 'revenue',
    partitions: days,
    value: float64,
    deps: { orders: orders.asset },
    config: { rate },
    codeVersion: '1',
    each: ({ deps, config }) => {
      if (deps.orders === absent) return absent;
      return deps.orders < 0 ? failed('less than no orders') : deps.orders * config.rate;
    },
  });
  const month = defineAsset({
    key: 'month',
    partitions: months,
    value: float64,
    deps: { revenue: within(revenue) },
    codeVersion: '1',
    each: ({ deps }) => [...deps.revenue.values].reduce((sum, value) => sum + value, 0),
  });
  return { orders, revenue, month };
}

async function opened(options: WorkshopOptions) {
  const workshop = await openWorkshop(options);
  onTestFinished(() => workshop.close());
  return workshop;
}

describe('a workshop', () => {
  it('makes assets of plain values in three lines', async () => {
    const { orders, revenue, month } = shop();
    const workshop = await opened({ now: '2024-03-04T06:00:00Z', sources: [orders], assets: [revenue, month] });
    await workshop.materialize();
    expect(await workshop.values(revenue)).toEqual({ '2024-03-01': 20, '2024-03-02': 40, '2024-03-03': 60 });
    expect(await workshop.values(month)).toEqual({ '2024-03': 120 });
  });

  it('plans and makes what a changed value touches, and explains it with the words of the change', async () => {
    const { orders, revenue, month } = shop();
    const workshop = await opened({ now: '2024-03-04T06:00:00Z', sources: [orders], assets: [revenue, month] });
    await workshop.materialize();
    orders.set('2024-03-02', 25, 'a late order came in');
    expect(await workshop.plan()).toMatchObject({ planned: 2, certain: 1, possible: 1 });
    expect(await workshop.explain(revenue, '2024-03-02')).toMatchObject({
      status: 'stale',
      root: 'a late order came in',
    });
    expect(await workshop.status(revenue)).toMatchObject({ fresh: 2, stale: 1 });
    expect(madeSpans(await workshop.materialize())).toEqual({ revenue: '2024-03-02', month: '2024-03' });
    expect(await workshop.status(revenue)).toMatchObject({ fresh: 3, stale: 0 });
  });

  it('has one more day once the clock has passed its end', async () => {
    const { orders, revenue, month } = shop();
    orders.set('2024-03-04', 40);
    const workshop = await opened({ now: '2024-03-04T22:59:59Z', sources: [orders], assets: [revenue, month] });
    await workshop.materialize();
    expect(Object.keys(await workshop.values(revenue))).toHaveLength(3);
    await workshop.setNow('2024-03-05T00:00:00+01:00');
    expect(madeSpans(await workshop.materialize())).toEqual({ revenue: '2024-03-04', month: '2024-03' });
  });

  it('keeps what was stored when the graph is defined anew', async () => {
    const first = shop();
    const workshop = await opened({ now: '2024-03-04T06:00:00Z', sources: [first.orders], assets: [first.revenue] });
    await workshop.materialize();
    const second = shop(3);
    workshop.define({ sources: [second.orders], assets: [second.revenue] });
    const plan = await workshop.plan();
    expect(plan.steps.map(({ asset, causes }) => [asset, causes[0]?.kind])).toEqual([['revenue', 'config-changed']]);
    await workshop.materialize();
    expect(await workshop.values(second.revenue)).toMatchObject({ '2024-03-03': 90 });
  });

  it('leaves a failed partition to be asked about, and the others standing', async () => {
    const { orders, revenue } = shop();
    orders.set('2024-03-02', -1);
    const workshop = await opened({ now: '2024-03-04T06:00:00Z', sources: [orders], assets: [revenue] });
    expect(await workshop.materialize()).toMatchObject({ status: 'partial', made: 2, failed: 1 });
    expect((await workshop.explain(revenue, '2024-03-02')).failure).toBe('less than no orders');
  });

  it('removes what lost its value', async () => {
    const { orders, revenue } = shop();
    const workshop = await opened({ now: '2024-03-04T06:00:00Z', sources: [orders], assets: [revenue] });
    await workshop.materialize();
    orders.delete('2024-03-03', 'the last day was withdrawn');
    await workshop.materialize();
    expect(await workshop.values(revenue)).toEqual({ '2024-03-01': 20, '2024-03-02': 40 });
  });

  it('holds an unpartitioned value under the key "-"', async () => {
    const limit = new ValueSource('limit', unpartitioned(), { '-': 15 });
    const { orders } = shop();
    const above = defineAsset({
      key: 'above',
      partitions: days,
      value: float64,
      deps: { orders: orders.asset, limit: limit.asset },
      codeVersion: '1',
      each: ({ deps: { orders: count, limit: least } }) =>
        count === absent || least === absent ? absent : Math.max(0, count - least),
    });
    const workshop = await opened({ now: '2024-03-04T06:00:00Z', sources: [orders, limit], assets: [above] });
    await workshop.materialize();
    expect(await workshop.values(above)).toEqual({ '2024-03-01': 0, '2024-03-02': 5, '2024-03-03': 15 });
  });

  it('finds nothing to do when its files are opened a second time', async () => {
    const folder = temporaryFolder();
    const graph = () => {
      const { orders, revenue, month } = shop();
      return { now: '2024-03-04T06:00:00Z', folder, sources: [orders], assets: [revenue, month] };
    };
    const first = await openWorkshop(graph());
    await first.materialize();
    await first.close();
    expect(await (await opened(graph())).materialize()).toMatchObject({ planned: 0 });
  });

  it('shares nothing with another one in memory', async () => {
    const { orders, revenue } = shop();
    const options = { now: '2024-03-04T06:00:00Z', sources: [orders], assets: [revenue] };
    const first = await opened(options);
    await first.materialize();
    expect(await (await opened(options)).values(revenue)).toEqual({});
  });

  it('refuses assets that make no graph, an instant without a zone, and to turn time back', async () => {
    const { orders, revenue, month } = shop();
    await expect(openWorkshop({ now: '2024-03-04T06:00:00Z', assets: [revenue] })).rejects.toThrow(GraphError);
    await expect(openWorkshop({ now: '2024-03-04T06:00:00' })).rejects.toThrow(RangeError);
    const workshop = await opened({ now: '2024-03-04T06:00:00Z', sources: [orders], assets: [revenue, month] });
    await expect(workshop.setNow('2024-03-03T06:00:00Z')).rejects.toThrow(RangeError);
    expect(() => orders.set('2024-02-30', 1)).toThrow(PartitionKeyError);
  });
});
