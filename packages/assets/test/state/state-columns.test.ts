import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignColumns, partitionFlags, StateColumns, type StateLayout } from '../../src/index.ts';

const names = ['a', 'b', 'c', 'd'];
/** A layout whose dependencies named `lazy…` are lazy. */
const anyLayout: fc.Arbitrary<StateLayout> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }),
    fc.uniqueArray(fc.constantFrom('x', 'y', 'lazy1', 'lazy2')),
  )
  .map(([facets, deps]) => ({
    facets,
    deps,
    lazyDeps: deps.flatMap((dep, i) => (dep.startsWith('lazy') ? [i] : [])),
  }));

/** What is recorded of one partition, by name; a number that only this row, column and name have. */
function rowOf(columns: StateColumns, ordinal: number) {
  const row = columns.rowOf(ordinal);
  const { facets, deps, lazyDeps } = columns.layout;
  const lanes = (column: ArrayLike<number>, width: number, at: number, count: number) =>
    Array.from({ length: count }, (_, lane) => column[(row * width + at) * count + lane]);
  return {
    flags: columns.flags[row],
    madeSeq: columns.madeSeq[row],
    code: columns.codes[columns.code[row] as number],
    config: columns.configs[columns.config[row] as number],
    facets: Object.fromEntries(
      facets.map((name, i) => [
        name,
        [lanes(columns.version, facets.length, i, 2), lanes(columns.changedSeq, facets.length, i, 1)],
      ]),
    ),
    deps: Object.fromEntries(
      deps.map((name, i) => [
        name,
        [lanes(columns.inputHash, deps.length, i, 2), lanes(columns.inputCount, deps.length, i, 1)],
      ]),
    ),
    lazy: Object.fromEntries(
      lazyDeps.map((dep, i) => [deps[dep] as string, lanes(columns.lazyRange, lazyDeps.length, i, 2)]),
    ),
  };
}

function filled(layout: StateLayout, first: number, made: readonly boolean[]): StateColumns {
  const columns = new StateColumns(layout);
  columns.cover(first, first + made.length - 1);
  let next = 1;
  for (const column of [
    columns.version,
    columns.changedSeq,
    columns.madeSeq,
    columns.inputHash,
    columns.inputCount,
    columns.lazyRange,
  ]) {
    for (let i = 0; i < column.length; i++) column[i] = next++;
  }
  made.forEach((one, row) => {
    columns.flags[row] = one ? partitionFlags.made : 0;
    columns.code[row] = columns.codeIndex(`code ${row % 2}`);
    columns.config[row] = columns.configIndex(`config ${row % 3}`);
  });
  return columns;
}

describe('columns that make room', () => {
  it('keep what is recorded of every partition, and record nothing of the new ones', () => {
    fc.assert(
      fc.property(
        anyLayout,
        fc.array(fc.boolean(), { maxLength: 6 }),
        fc.array(fc.tuple(fc.integer({ min: -10, max: 20 }), fc.integer({ min: -10, max: 20 })), { maxLength: 4 }),
        (layout, made, stretches) => {
          const columns = filled(layout, 0, made);
          const before = made.map((_, ordinal) => rowOf(columns, ordinal));
          for (const [from, to] of stretches) {
            columns.cover(from, to);
            if (to >= from) expect([columns.rowOf(from), columns.rowOf(to)]).not.toContain(-1);
          }
          made.forEach((_, ordinal) => {
            expect(rowOf(columns, ordinal)).toEqual(before[ordinal]);
          });
          for (let row = 0; row < columns.length; row++) {
            const ordinal = columns.first + row;
            if (ordinal >= 0 && ordinal < made.length) continue;
            expect(columns.isMade(ordinal)).toBe(false);
            expect(columns.madeSeq[row]).toBe(0);
          }
        },
      ),
    );
  });

  it('have no row for what they do not cover', () => {
    const columns = filled({ facets: ['a'], deps: [], lazyDeps: [] }, 5, [true, true]);
    expect([4, 5, 6, 7].map((ordinal) => columns.rowOf(ordinal))).toEqual([-1, 0, 1, -1]);
    expect([4, 5, 6, 7].map((ordinal) => columns.isMade(ordinal))).toEqual([false, true, true, false]);
  });
});

describe('columns that follow a definition', () => {
  it('keep every number by its name, start new facets at nothing, and mark made rows whose dependencies are others', () => {
    fc.assert(
      fc.property(anyLayout, anyLayout, fc.array(fc.boolean(), { maxLength: 5 }), (was, is, made) => {
        const recorded = filled(was, 100, made);
        const before = made.map((_, i) => rowOf(recorded, 100 + i));
        const aligned = alignColumns(recorded, is);
        const otherDeps = [...was.deps].sort().join() !== [...is.deps].sort().join();
        expect(aligned.length).toBe(made.length);
        made.forEach((one, i) => {
          const now = rowOf(aligned, 100 + i);
          const old = before[i] as ReturnType<typeof rowOf>;
          expect(now).toMatchObject({ madeSeq: old.madeSeq, code: old.code, config: old.config });
          expect(now.flags).toBe(one ? partitionFlags.made | (otherDeps ? partitionFlags.depsDiffer : 0) : 0);
          for (const name of is.facets) expect(now.facets[name]).toEqual(old.facets[name] ?? [[0, 0], [0]]);
          for (const name of is.deps) expect(now.deps[name]).toEqual(old.deps[name] ?? [[0, 0], [0]]);
          for (const [name, range] of Object.entries(now.lazy)) expect(range).toEqual(old.lazy[name] ?? [0, 0]);
        });
      }),
    );
  });

  it('are the very same where nothing changed', () => {
    const layout = { facets: ['a'], deps: ['x'], lazyDeps: [] };
    const recorded = filled(layout, 0, [true]);
    expect(alignColumns(recorded, { ...layout })).toBe(recorded);
  });
});
