import type { AssetKey } from '@meterworks/assets';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SampleError, type Samples, type SeriesChanges, type SeriesStore } from '../series/series-store.ts';

/** A store that is empty at first, and how it is opened once more on the same data, as another process would. */
export interface OpenedSeriesStore {
  readonly store: SeriesStore;
  readonly again: () => Promise<SeriesStore>;
  readonly remove: () => Promise<void>;
}

const hour = 3_600_000;
const june = Date.UTC(2024, 5, 1);
const asset = 'sales/daily' as AssetKey;

/** What every series store has to keep, whatever lies behind it. */
export function seriesStoreContract(
  name: string,
  open: () => Promise<OpenedSeriesStore>,
  options: {
    /** Whether changes are told by the sample, or in ranges that may be wider. */
    readonly changes?: 'exact' | 'wider';
    /** How often a law is tried that appends many times. */
    readonly runs?: number;
  } = {},
): void {
  const { changes = 'exact', runs = 40 } = options;
  const expectChanges = (changed: SeriesChanges['changed'], expected: SeriesChanges['changed']): void => {
    expect(changed.map(({ series }) => series)).toEqual(expected.map(({ series }) => series));
    if (changes === 'exact') expect(changed).toEqual(expected);
    for (const [i, { from, to }] of expected.entries()) {
      expect(changed[i]?.from).toBeLessThanOrEqual(from);
      expect(changed[i]?.to).toBeGreaterThanOrEqual(to);
    }
  };
  describe(`${name} as a series store`, () => {
    let opened: OpenedSeriesStore;
    let store: SeriesStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(async () => {
      await store.close();
      await opened.remove();
    });

    describe('values', () => {
      it('gives back what was saved, for any ordinals and any bytes', async () => {
        const entry = fc.record({
          ordinal: fc.integer({ min: -600, max: 900 }),
          bytes: fc.option(fc.uint8Array({ maxLength: 40 })),
        });
        const expected = new Map<number, Uint8Array>();
        await fc.assert(
          fc.asyncProperty(fc.array(entry, { maxLength: 60 }), async (entries) => {
            await store.saveValues(
              asset,
              entries.map(({ ordinal, bytes }) => ({ ordinal, bytes: bytes ?? undefined })),
            );
            for (const { ordinal, bytes } of entries) {
              if (bytes === null) expected.delete(ordinal);
              else expected.set(ordinal, bytes);
            }
            const loaded = await store.loadValues(asset, -700, 1000);
            expect(loaded.map(plain)).toEqual(Array.from({ length: 1701 }, (_, i) => plain(expected.get(i - 700))));
          }),
          { numRuns: 25 },
        );
      });

      it('gives exactly one entry an ordinal, undefined where nothing was saved', async () => {
        await store.saveValues(asset, [{ ordinal: 256, bytes: Uint8Array.of(1) }]);
        expect((await store.loadValues(asset, 255, 257)).map(plain)).toEqual([undefined, [1], undefined]);
        expect(await store.loadValues('other' as AssetKey, 0, 1)).toEqual([undefined, undefined]);
        expect(await store.loadValues(asset, 5, 4)).toEqual([]);
      });

      it('tells an empty value from none', async () => {
        await store.saveValues(asset, [{ ordinal: 0, bytes: new Uint8Array(0) }]);
        expect((await store.loadValues(asset, 0, 1)).map(plain)).toEqual([[], undefined]);
      });

      it('keeps the values of other assets when those of one are dropped', async () => {
        const other = 'sales/monthly' as AssetKey;
        await store.saveValues(asset, [{ ordinal: 1, bytes: Uint8Array.of(1) }]);
        await store.saveValues(other, [{ ordinal: 1, bytes: Uint8Array.of(2) }]);
        await store.dropValues(asset);
        expect(await store.loadValues(asset, 1, 1)).toEqual([undefined]);
        expect((await store.loadValues(other, 1, 1)).map(plain)).toEqual([[2]]);
      });

      it('shows a saved value to whoever opens the store next', async () => {
        await store.saveValues(asset, [{ ordinal: 3, bytes: Uint8Array.of(7) }]);
        const reader = await opened.again();
        expect((await reader.loadValues(asset, 3, 3)).map(plain)).toEqual([[7]]);
        await reader.close();
      });
    });

    describe('samples', () => {
      it('reads the same however the samples were ordered, split and repeated', async () => {
        const sample = fc.record({
          time: fc.integer({ min: 0, max: 200 }).map((step) => june - 50 * 24 * hour + step * 12 * hour),
          value: fc.constantFrom(-1.5, -0, 0, 1, 2.25),
          kind: fc.constantFrom('sensor', 'typed', 'import'),
        });
        let count = 0;
        await fc.assert(
          fc.asyncProperty(
            fc.array(sample, { maxLength: 40 }),
            fc.infiniteStream(fc.nat()),
            async (samples, random) => {
              const shuffled = [...samples, ...samples.slice(0, 10)]
                .map((one) => ({ one, order: random.next().value }))
                .sort((a, b) => a.order - b.order)
                .map(({ one }) => one);
              const straight = `straight${++count}`;
              const mixed = `mixed${count}`;
              for (const kind of ['sensor', 'typed', 'import']) {
                await append(
                  store,
                  straight,
                  samples.filter((one) => one.kind === kind),
                  kind,
                );
              }
              for (let at = 0; at < shuffled.length; ) {
                const kind = shuffled[at]?.kind as string;
                let end = at + 1;
                while (end < shuffled.length && shuffled[end]?.kind === kind) end++;
                await append(store, mixed, shuffled.slice(at, end), kind);
                at = end;
              }
              const read = listed(await store.readSamples(mixed));
              expect(read).toEqual(listed(await store.readSamples(straight)));
              expect(new Set(read.map(([time, value]) => `${time} ${value}`))).toEqual(
                new Set(samples.map(({ time, value }) => `${time} ${value + 0}`)),
              );
              expect(read).toEqual(read.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
            },
          ),
          { numRuns: runs },
        );
      });

      it('counts a sample with a known time and value as a duplicate, with another value as a new one', async () => {
        expect(
          await store.appendSamples('s', 'sensor', Float64Array.of(june, june, june), Float64Array.of(1, 2, 1)),
        ).toEqual({
          written: 2,
          duplicates: 1,
        });
        expect(await store.appendSamples('s', 'sensor', Float64Array.of(june), Float64Array.of(2))).toEqual({
          written: 0,
          duplicates: 1,
        });
        expect(listed(await store.readSamples('s'))).toEqual([
          [june, 1, 'sensor'],
          [june, 2, 'sensor'],
        ]);
      });

      it('reads from the first instant up to, but without, the last', async () => {
        await append(
          store,
          's',
          [0, 1, 2, 3].map((step) => ({ time: june + step * 400 * hour, value: step })),
        );
        expect((await store.readSamples('s', june + 400 * hour, june + 1200 * hour)).values).toEqual(
          Float64Array.of(1, 2),
        );
        expect((await store.readSamples('s', june + 1)).values).toEqual(Float64Array.of(1, 2, 3));
        expect((await store.readSamples('nothing')).times).toEqual(new Float64Array(0));
      });

      it('keeps times before 1970 and at the ends of months', async () => {
        const times = [-1, 0, june - 1, june, Date.UTC(1969, 11, 1)];
        await append(
          store,
          's',
          times.map((time) => ({ time, value: 1 })),
        );
        expect([...(await store.readSamples('s')).times]).toEqual(times.toSorted((a, b) => a - b));
      });

      it('refuses a sample that is no finite number, and writes none of its call', async () => {
        for (const [time, value] of [
          [june, Number.NaN],
          [Number.NaN, 1],
          [june, Number.POSITIVE_INFINITY],
        ] as const) {
          const call = store.appendSamples('s', 'sensor', Float64Array.of(june - 1, time), Float64Array.of(5, value));
          await expect(call).rejects.toThrow(SampleError);
        }
        expect(await store.seriesNames()).toEqual([]);
      });

      it('sets samples of a kind instead of those of the same kind and time, however often', async () => {
        const set = (kind: string, times: number[], values: number[]) =>
          store.setSamples('s', kind, { times: Float64Array.from(times), values: Float64Array.from(values) });
        await set('a', [june, june + hour, june + 800 * hour], [1, 2, 3]);
        await append(store, 's', [{ time: june, value: 7 }], 'b');
        const { cursor } = await store.changedSince(undefined);
        await set('a', [june + 800 * hour, june], [3, 5]);
        const expected = [
          [june, 5, 'a'],
          [june, 7, 'b'],
          [june + hour, 2, 'a'],
          [june + 800 * hour, 3, 'a'],
        ];
        expect(listed(await store.readSamples('s'))).toEqual(expected);
        const changes = await store.changedSince(cursor);
        expect(changes.changed.map(({ series }) => series)).toEqual(['s']);
        await set('a', [june], [5]);
        expect(listed(await store.readSamples('s'))).toEqual(expected);
      });

      it('sets all values of a kind and time to the new one, and none where one is no number', async () => {
        await append(
          store,
          's',
          [1, 2].map((value) => ({ time: june, value })),
        );
        await store.setSamples('s', 'sensor', { times: Float64Array.of(june), values: Float64Array.of(9) });
        expect(listed(await store.readSamples('s'))).toEqual([[june, 9, 'sensor']]);
        const call = store.setSamples('s', 'sensor', {
          times: Float64Array.of(june - 1, june),
          values: Float64Array.of(1, Number.NaN),
        });
        await expect(call).rejects.toThrow(SampleError);
        expect(listed(await store.readSamples('s'))).toEqual([[june, 9, 'sensor']]);
      });

      it('deletes what lies in a range and forgets a series that has nothing left', async () => {
        await append(
          store,
          'a',
          [0, 1, 2].map((step) => ({ time: june + step * 500 * hour, value: step })),
        );
        await append(store, 'b', [{ time: june, value: 1 }]);
        expect(await store.deleteSamples('a', june, june + 500 * hour)).toBe(1);
        expect((await store.readSamples('a')).values).toEqual(Float64Array.of(1, 2));
        expect(await store.deleteSamples('b', june, june + 1)).toBe(1);
        expect(await store.deleteSamples('b', june, june + 1)).toBe(0);
        expect(await store.seriesNames()).toEqual(['a']);
      });
    });

    describe('changes', () => {
      it('tells what was touched since a cursor, and nothing when nothing was', async () => {
        await append(store, 'a', [
          { time: june, value: 1 },
          { time: june + hour, value: 2 },
        ]);
        const first = await store.changedSince(undefined);
        expectChanges(first.changed, [{ series: 'a', from: june, to: june + hour }]);
        await append(store, 'a', [{ time: june, value: 1 }]);
        const second = await store.changedSince(first.cursor);
        expectChanges(second.changed, []);
        await append(store, 'a', [
          { time: june, value: 1 },
          { time: june + 5 * hour, value: 3 },
        ]);
        await append(store, 'b', [{ time: june - hour, value: 3 }]);
        const third = await store.changedSince(second.cursor);
        expectChanges(third.changed, [
          { series: 'a', from: june + 5 * hour, to: june + 5 * hour },
          { series: 'b', from: june - hour, to: june - hour },
        ]);
        expectChanges((await store.changedSince(third.cursor)).changed, []);
      });

      it('tells of deleted samples', async () => {
        await append(store, 'a', [
          { time: june, value: 1 },
          { time: june + hour, value: 2 },
        ]);
        const { cursor } = await store.changedSince(undefined);
        await store.deleteSamples('a', june + 1, june + 2 * hour);
        expectChanges((await store.changedSince(cursor)).changed, [
          { series: 'a', from: june + hour, to: june + hour },
        ]);
      });

      it('gives everything for a cursor of another store', async () => {
        await append(store, 'a', [{ time: june, value: 1 }]);
        expectChanges((await store.changedSince('another:5')).changed, [{ series: 'a', from: june, to: june }]);
      });

      it('never loses a change, however many there were since', async () => {
        const { cursor } = await store.changedSince(undefined);
        for (let i = 0; i < 40; i++) await append(store, `s${i % 3}`, [{ time: june + i * hour, value: i }]);
        expectChanges((await store.changedSince(cursor)).changed, [
          { series: 's0', from: june, to: june + 39 * hour },
          { series: 's1', from: june + hour, to: june + 37 * hour },
          { series: 's2', from: june + 2 * hour, to: june + 38 * hour },
        ]);
      });
    });
  });
}

function append(
  store: SeriesStore,
  series: string,
  samples: readonly { time: number; value: number }[],
  kind = 'sensor',
) {
  return store.appendSamples(
    series,
    kind,
    Float64Array.from(samples, ({ time }) => time),
    Float64Array.from(samples, ({ value }) => value),
  );
}

/** Time, value and kind of each sample, in order. */
function listed({ times, values, kinds, kindNames }: Samples): [number, number, string | undefined][] {
  return Array.from(times, (time, i) => [time, values[i] as number, kindNames[kinds[i] as number]]);
}

function plain(bytes: Uint8Array | undefined): number[] | undefined {
  return bytes === undefined ? undefined : [...bytes];
}
