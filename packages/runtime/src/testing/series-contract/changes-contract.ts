import { describe, expect, it } from 'vitest';
import type { SeriesChanges } from '../../series/series-store.ts';
import { append, hour, june, type OpenedSeriesStore } from './opened-series-store.ts';

/** What was touched since a cursor. @param precision whether changes are told by the sample, or in ranges that may be wider */
export function changesContract(opened: () => OpenedSeriesStore, precision: 'exact' | 'wider'): void {
  const expectChanges = (changed: SeriesChanges['changed'], expected: SeriesChanges['changed']): void => {
    expect(changed.map(({ series }) => series)).toEqual(expected.map(({ series }) => series));
    if (precision === 'exact') expect(changed).toEqual(expected);
    for (const [i, { from, to }] of expected.entries()) {
      expect(changed[i]?.from).toBeLessThanOrEqual(from);
      expect(changed[i]?.to).toBeGreaterThanOrEqual(to);
    }
  };

  describe('changes', () => {
    it('tells what was touched since a cursor, and nothing when nothing was', async () => {
      await append(opened().store, 'a', [
        { time: june, value: 1 },
        { time: june + hour, value: 2 },
      ]);
      const first = await opened().store.changedSince(undefined);
      expectChanges(first.changed, [{ series: 'a', from: june, to: june + hour }]);
      await append(opened().store, 'a', [{ time: june, value: 1 }]);
      const second = await opened().store.changedSince(first.cursor);
      expectChanges(second.changed, []);
      await append(opened().store, 'a', [
        { time: june, value: 1 },
        { time: june + 5 * hour, value: 3 },
      ]);
      await append(opened().store, 'b', [{ time: june - hour, value: 3 }]);
      const third = await opened().store.changedSince(second.cursor);
      expectChanges(third.changed, [
        { series: 'a', from: june + 5 * hour, to: june + 5 * hour },
        { series: 'b', from: june - hour, to: june - hour },
      ]);
      expectChanges((await opened().store.changedSince(third.cursor)).changed, []);
    });

    it('tells of deleted samples', async () => {
      await append(opened().store, 'a', [
        { time: june, value: 1 },
        { time: june + hour, value: 2 },
      ]);
      const { cursor } = await opened().store.changedSince(undefined);
      await opened().store.deleteSamples('a', june + 1, june + 2 * hour);
      expectChanges((await opened().store.changedSince(cursor)).changed, [
        { series: 'a', from: june + hour, to: june + hour },
      ]);
    });

    it('gives everything for a cursor of another store', async () => {
      await append(opened().store, 'a', [{ time: june, value: 1 }]);
      expectChanges((await opened().store.changedSince('another:5')).changed, [{ series: 'a', from: june, to: june }]);
    });

    it('never loses a change, however many there were since', async () => {
      const { cursor } = await opened().store.changedSince(undefined);
      for (let i = 0; i < 40; i++) await append(opened().store, `s${i % 3}`, [{ time: june + i * hour, value: i }]);
      expectChanges((await opened().store.changedSince(cursor)).changed, [
        { series: 's0', from: june, to: june + 39 * hour },
        { series: 's1', from: june + hour, to: june + 37 * hour },
        { series: 's2', from: june + 2 * hour, to: june + 38 * hour },
      ]);
    });
  });
}
