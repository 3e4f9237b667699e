import type { AssetKey } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OpenedSeriesStore, plain } from './opened-series-store.ts';

const asset = 'sales/daily' as AssetKey;

/** Values of partitions: saved, loaded, dropped. */
export function valuesContract(opened: () => OpenedSeriesStore): void {
  describe('values', () => {
    it('gives back what was saved, for any ordinals and any bytes', async () => {
      const entry = fc.record({
        ordinal: fc.integer({ min: -600, max: 900 }),
        bytes: fc.option(fc.uint8Array({ maxLength: 40 })),
      });
      const expected = new Map<number, Uint8Array>();
      await fc.assert(
        fc.asyncProperty(fc.array(entry, { maxLength: 60 }), async (entries) => {
          await opened().store.saveValues(
            asset,
            entries.map(({ ordinal, bytes }) => ({ ordinal, bytes: bytes ?? undefined })),
          );
          for (const { ordinal, bytes } of entries) {
            if (bytes === null) expected.delete(ordinal);
            else expected.set(ordinal, bytes);
          }
          const loaded = await opened().store.loadValues(asset, -700, 1000);
          expect(loaded.map(plain)).toEqual(Array.from({ length: 1701 }, (_, i) => plain(expected.get(i - 700))));
        }),
        { numRuns: 25 },
      );
    });

    it('gives exactly one entry an ordinal, undefined where nothing was saved', async () => {
      await opened().store.saveValues(asset, [{ ordinal: 256, bytes: Uint8Array.of(1) }]);
      expect((await opened().store.loadValues(asset, 255, 257)).map(plain)).toEqual([undefined, [1], undefined]);
      expect(await opened().store.loadValues('other' as AssetKey, 0, 1)).toEqual([undefined, undefined]);
      expect(await opened().store.loadValues(asset, 5, 4)).toEqual([]);
    });

    it('tells an empty value from none', async () => {
      await opened().store.saveValues(asset, [{ ordinal: 0, bytes: new Uint8Array(0) }]);
      expect((await opened().store.loadValues(asset, 0, 1)).map(plain)).toEqual([[], undefined]);
    });

    it('keeps the values of other assets when those of one are dropped', async () => {
      const other = 'sales/monthly' as AssetKey;
      await opened().store.saveValues(asset, [{ ordinal: 1, bytes: Uint8Array.of(1) }]);
      await opened().store.saveValues(other, [{ ordinal: 1, bytes: Uint8Array.of(2) }]);
      await opened().store.dropValues(asset);
      expect(await opened().store.loadValues(asset, 1, 1)).toEqual([undefined]);
      expect((await opened().store.loadValues(other, 1, 1)).map(plain)).toEqual([[2]]);
    });

    it('shows a saved value to whoever opens the store next', async () => {
      await opened().store.saveValues(asset, [{ ordinal: 3, bytes: Uint8Array.of(7) }]);
      const reader = await opened().again();
      expect((await reader.loadValues(asset, 3, 3)).map(plain)).toEqual([[7]]);
      await reader.close();
    });
  });
}
