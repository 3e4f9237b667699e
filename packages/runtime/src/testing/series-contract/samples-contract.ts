import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleError } from '../../series/series-store.ts';
import { append, hour, june, listed, type OpenedSeriesStore } from './opened-series-store.ts';

/** Samples of raw series: appended, set, read, deleted. @param runs how often a law is tried that appends many times */
export function samplesContract(opened: () => OpenedSeriesStore, runs: number): void {
  describe('samples', () => {
    it('reads the same however the samples were ordered, split and repeated', async () => {
      const sample = fc.record({
        time: fc.integer({ min: 0, max: 200 }).map((step) => june - 50 * 24 * hour + step * 12 * hour),
        value: fc.constantFrom(-1.5, -0, 0, 1, 2.25),
        kind: fc.constantFrom('sensor', 'typed', 'import'),
      });
      let count = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(sample, { maxLength: 40 }), fc.infiniteStream(fc.nat()), async (samples, random) => {
          const shuffled = [...samples, ...samples.slice(0, 10)]
            .map((one) => ({ one, order: random.next().value }))
            .sort((a, b) => a.order - b.order)
            .map(({ one }) => one);
          const straight = `straight${++count}`;
          const mixed = `mixed${count}`;
          for (const kind of ['sensor', 'typed', 'import']) {
            await append(
              opened().store,
              straight,
              samples.filter((one) => one.kind === kind),
              kind,
            );
          }
          for (let at = 0; at < shuffled.length; ) {
            const kind = shuffled[at]?.kind as string;
            let end = at + 1;
            while (end < shuffled.length && shuffled[end]?.kind === kind) end++;
            await append(opened().store, mixed, shuffled.slice(at, end), kind);
            at = end;
          }
          const read = listed(await opened().store.readSamples(mixed));
          expect(read).toEqual(listed(await opened().store.readSamples(straight)));
          expect(new Set(read.map(([time, value]) => `${time} ${value}`))).toEqual(
            new Set(samples.map(({ time, value }) => `${time} ${value + 0}`)),
          );
          expect(read).toEqual(read.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
        }),
        { numRuns: runs },
      );
    });

    it('counts a sample with a known time and value as a duplicate, with another value as a new one', async () => {
      expect(
        await opened().store.appendSamples('s', 'sensor', Float64Array.of(june, june, june), Float64Array.of(1, 2, 1)),
      ).toEqual({
        written: 2,
        duplicates: 1,
      });
      expect(await opened().store.appendSamples('s', 'sensor', Float64Array.of(june), Float64Array.of(2))).toEqual({
        written: 0,
        duplicates: 1,
      });
      expect(listed(await opened().store.readSamples('s'))).toEqual([
        [june, 1, 'sensor'],
        [june, 2, 'sensor'],
      ]);
    });

    it('reads from the first instant up to, but without, the last', async () => {
      await append(
        opened().store,
        's',
        [0, 1, 2, 3].map((step) => ({ time: june + step * 400 * hour, value: step })),
      );
      expect((await opened().store.readSamples('s', june + 400 * hour, june + 1200 * hour)).values).toEqual(
        Float64Array.of(1, 2),
      );
      expect((await opened().store.readSamples('s', june + 1)).values).toEqual(Float64Array.of(1, 2, 3));
      expect((await opened().store.readSamples('nothing')).times).toEqual(new Float64Array(0));
    });

    it('keeps times before 1970 and at the ends of months', async () => {
      const times = [-1, 0, june - 1, june, Date.UTC(1969, 11, 1)];
      await append(
        opened().store,
        's',
        times.map((time) => ({ time, value: 1 })),
      );
      expect([...(await opened().store.readSamples('s')).times]).toEqual(times.toSorted((a, b) => a - b));
    });

    it('refuses a sample that is no finite number, and writes none of its call', async () => {
      for (const [time, value] of [
        [june, Number.NaN],
        [Number.NaN, 1],
        [june, Number.POSITIVE_INFINITY],
      ] as const) {
        const call = opened().store.appendSamples(
          's',
          'sensor',
          Float64Array.of(june - 1, time),
          Float64Array.of(5, value),
        );
        await expect(call).rejects.toThrow(SampleError);
      }
      expect(await opened().store.seriesNames()).toEqual([]);
    });

    it('sets samples of a kind instead of those of the same kind and time, however often', async () => {
      const set = (kind: string, times: number[], values: number[]) =>
        opened().store.setSamples('s', kind, { times: Float64Array.from(times), values: Float64Array.from(values) });
      await set('a', [june, june + hour, june + 800 * hour], [1, 2, 3]);
      await append(opened().store, 's', [{ time: june, value: 7 }], 'b');
      const { cursor } = await opened().store.changedSince(undefined);
      await set('a', [june + 800 * hour, june], [3, 5]);
      const expected = [
        [june, 5, 'a'],
        [june, 7, 'b'],
        [june + hour, 2, 'a'],
        [june + 800 * hour, 3, 'a'],
      ];
      expect(listed(await opened().store.readSamples('s'))).toEqual(expected);
      const changes = await opened().store.changedSince(cursor);
      expect(changes.changed.map(({ series }) => series)).toEqual(['s']);
      await set('a', [june], [5]);
      expect(listed(await opened().store.readSamples('s'))).toEqual(expected);
    });

    it('sets all values of a kind and time to the new one, and none where one is no number', async () => {
      await append(
        opened().store,
        's',
        [1, 2].map((value) => ({ time: june, value })),
      );
      await opened().store.setSamples('s', 'sensor', { times: Float64Array.of(june), values: Float64Array.of(9) });
      expect(listed(await opened().store.readSamples('s'))).toEqual([[june, 9, 'sensor']]);
      const call = opened().store.setSamples('s', 'sensor', {
        times: Float64Array.of(june - 1, june),
        values: Float64Array.of(1, Number.NaN),
      });
      await expect(call).rejects.toThrow(SampleError);
      expect(listed(await opened().store.readSamples('s'))).toEqual([[june, 9, 'sensor']]);
    });

    it('deletes what lies in a range and forgets a series that has nothing left', async () => {
      await append(
        opened().store,
        'a',
        [0, 1, 2].map((step) => ({ time: june + step * 500 * hour, value: step })),
      );
      await append(opened().store, 'b', [{ time: june, value: 1 }]);
      expect(await opened().store.deleteSamples('a', june, june + 500 * hour)).toBe(1);
      expect((await opened().store.readSamples('a')).values).toEqual(Float64Array.of(1, 2));
      expect(await opened().store.deleteSamples('b', june, june + 1)).toBe(1);
      expect(await opened().store.deleteSamples('b', june, june + 1)).toBe(0);
      expect(await opened().store.seriesNames()).toEqual(['a']);
    });
  });
}
