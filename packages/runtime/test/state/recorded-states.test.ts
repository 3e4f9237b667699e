import { join } from 'node:path';
import { assetKey, overlayColumns, StateColumns, sliceColumns } from '@meterworks/assets';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { unfenced } from '../../src/lease/fence.ts';
import type { StateRecord } from '../../src/state/commit.ts';
import { openStateDatabase, stateStoreIn } from '../../src/state/open-state-store.ts';
import { readState } from '../../src/state/recorded-states.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { anyColumns } from './any-columns.ts';
import { spelledOut } from './spelled-out.ts';

const asset = assetKey('sales/daily');
const layout = { facets: ['whole', 'rounded'], deps: ['in|other|whole|identity'], lazyDeps: [] };
const first = 18_000;
const rows = 1000;

let connection: SqliteConnection;
let store: StateStore;
beforeEach(async () => {
  connection = await openStateDatabase(join(temporaryFolder(), 'meterworks.db'), new ManualClock());
  store = stateStoreIn(connection);
});
afterEach(() => store.close());

function fourYears(): StateColumns {
  const columns = new StateColumns(layout);
  columns.cover(first, first + rows - 1);
  columns.flags.fill(1);
  columns.codes = ['1'];
  return columns;
}

const record = (columns: StateColumns, touched?: StateRecord['touched']) =>
  store.commit(unfenced, () => ({ states: [{ asset, columns, touched }] }));
const readBack = async () => (await store.readStates([{ key: asset, layout }])).get(asset) as StateColumns;
const parts = () =>
  connection.all<{ from: number; to: number }>(
    'select from_ordinal as "from", to_ordinal as "to" from asset_state_part',
  );
const whole = () => connection.get<{ data: Uint8Array }>('select data from asset_state')?.data;

/** Makes the ordinals [from, to] other ones than they were. */
function touch(columns: StateColumns, from: number, to: number, seq: number): { from: number; to: number } {
  columns.cover(from, to);
  for (let ordinal = from; ordinal <= to; ordinal++) {
    const row = columns.rowOf(ordinal);
    columns.flags[row] = 1 + (seq % 2);
    columns.madeSeq[row] = seq;
    columns.version.fill(seq * 7, row * 4, row * 4 + 4);
    columns.inputHash.fill(seq, row * 2, row * 2 + 2);
    columns.code[row] = columns.codeIndex(String(seq % 5));
  }
  return { from, to };
}

describe('a part of columns', () => {
  it('laid over what they were gives what they are', () => {
    const numbers = { a: fc.nat({ max: 299 }), b: fc.nat({ max: 299 }), cut: fc.boolean() };
    fc.assert(
      fc.property(anyColumns, fc.record(numbers), (columns, { a, b, cut }) => {
        if (columns.length === 0) return;
        const [from, to] = [a, b].map((n) => columns.first + (n % columns.length)).sort((x, y) => x - y) as [
          number,
          number,
        ];
        const last = columns.first + columns.length - 1;
        // What is new lies at the end, mostly: then the rows were not there before.
        const before = sliceColumns(
          columns,
          columns.first,
          cut && to === last && from > columns.first ? from - 1 : last,
        );
        for (let row = from - before.first; row < before.length && row <= to - before.first; row++)
          before.flags[row] = 77;
        const part = sliceColumns(columns, from, to);
        expect(spelledOut(overlayColumns(before, part))).toEqual(spelledOut(columns));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps spelled out only what is not the same number everywhere', () => {
    const columns = new StateColumns(layout);
    columns.cover(first, first + 9);
    columns.flags = 1;
    const next = sliceColumns(columns, first + 5, first + 9);
    expect(overlayColumns(sliceColumns(columns, first, first + 6), next).allFlags).toBe(1);
    const apart = overlayColumns(sliceColumns(columns, first, first + 3), next);
    expect([...apart.flags]).toEqual([1, 1, 1, 1, 0, 1, 1, 1, 1, 1]);
  });

  it('lies within what is covered', () => {
    expect(() => sliceColumns(fourYears(), first - 1, first + 3)).toThrow(RangeError);
    expect(() => sliceColumns(fourYears(), first, first + rows)).toThrow(RangeError);
  });
});

describe('a state of which little was touched', () => {
  it('is recorded beside what was recorded whole, and read as one', async () => {
    const columns = fourYears();
    await record(columns);
    const before = whole();
    await record(columns, touch(columns, first + rows - 2, first + rows + 1, 2));
    await record(columns, touch(columns, first + rows - 5, first + rows - 4, 3));
    expect(whole()).toEqual(before);
    expect(parts()).toEqual([{ from: first + rows - 5, to: first + rows + 1 }]);
    expect(spelledOut(await readBack())).toEqual(spelledOut(columns));
    expect(spelledOut(readState(connection, asset))).toEqual(spelledOut(columns));
    const again = await readBack();
    await record(again, touch(again, first + rows + 2, first + rows + 2, 4));
    expect(whole()).toEqual(before);
    expect(spelledOut(await readBack())).toEqual(spelledOut(again));
  });

  it('is recorded whole where an eighth of it has changed since', async () => {
    const columns = fourYears();
    await record(columns);
    await record(columns, touch(columns, first + rows - 2, first + rows - 1, 2));
    await record(columns, touch(columns, first + rows - 200, first + rows - 199, 3));
    expect(parts()).toEqual([]);
    expect(spelledOut(await readBack())).toEqual(spelledOut(columns));
  });

  it('is recorded whole where the columns are not those that are recorded, or nobody says what was touched', async () => {
    await record(fourYears());
    const others = fourYears();
    touch(others, first, first + 3, 5);
    await record(others, touch(others, first + rows - 1, first + rows - 1, 6));
    expect(spelledOut(await readBack())).toEqual(spelledOut(others));
    await record(others, touch(others, first + rows, first + rows, 7));
    expect(parts().length).toBe(1);
    touch(others, first + 9, first + 9, 8);
    await record(others);
    expect(parts()).toEqual([]);
    expect(spelledOut(await readBack())).toEqual(spelledOut(others));
  });

  it('is recorded whole after a commit that failed: it may have changed what it does not say', async () => {
    const columns = fourYears();
    await record(columns);
    const failed = store.commit(unfenced, () => {
      touch(columns, first + 5, first + 6, 2);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await record(columns, touch(columns, first + rows - 1, first + rows - 1, 3));
    expect(spelledOut(await readBack())).toEqual(spelledOut(columns));
  });

  it('is recorded whole where the definition has another layout', async () => {
    await record(fourYears());
    const today = { ...layout, facets: ['rounded', 'whole'] };
    const columns = (await store.readStates([{ key: asset, layout: today }])).get(asset) as StateColumns;
    await record(columns, touch(columns, first + rows - 1, first + rows - 1, 2));
    expect(parts()).toEqual([]);
    expect(spelledOut((await store.readStates([{ key: asset, layout: today }])).get(asset))).toEqual(
      spelledOut(columns),
    );
  });

  it('is gone with the asset, and recorded whole if it comes back', async () => {
    const columns = fourYears();
    await record(columns);
    await record(columns, touch(columns, first + rows - 1, first + rows - 1, 2));
    await store.commit(unfenced, () => ({ forgotten: [asset] }));
    expect([parts(), readState(connection, asset)]).toEqual([[], undefined]);
    await record(columns, touch(columns, first + rows - 1, first + rows - 1, 3));
    expect(spelledOut(await readBack())).toEqual(spelledOut(columns));
  });

  it('goes along when the asset is called otherwise', async () => {
    const columns = fourYears();
    await record(columns);
    await record(columns, touch(columns, first + rows - 1, first + rows - 1, 2));
    const to = assetKey('turnover/daily');
    await store.commit(unfenced, () => ({ renamed: [{ from: asset, to }] }));
    expect(spelledOut(readState(connection, to))).toEqual(spelledOut(columns));
  });

  it('is read as it is in memory, whatever is touched in whatever order', async () => {
    const step = fc.record({
      from: fc.oneof(fc.integer({ min: rows - 20, max: rows + 30 }), fc.integer({ min: -20, max: rows })),
      length: fc.integer({ min: 1, max: 30 }),
      kind: fc.constantFrom('touched', 'touched', 'touched', 'untold', 'failed', 'read again'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        let columns = fourYears();
        await record(columns);
        let seq = 1;
        for (const { from, length, kind } of steps) {
          seq++;
          if (kind === 'read again') columns = await readBack();
          else if (kind === 'failed') {
            const build = () => {
              touch(columns, first + from, first + from + length, seq);
              return { states: [{ asset, columns }], failures: [{ asset, ordinal: 1, at: 1 } as never] };
            };
            await expect(store.commit(unfenced, build)).rejects.toThrow();
          } else {
            const touched = touch(columns, first + from, first + from + length, seq);
            await record(columns, kind === 'untold' ? undefined : touched);
            expect(spelledOut(await readBack())).toEqual(spelledOut(columns));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
