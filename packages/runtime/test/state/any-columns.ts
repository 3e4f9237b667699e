import { StateColumns, type StateLayout } from '@meterworks/assets';
import fc from 'fast-check';

const layout: fc.Arbitrary<StateLayout> = fc
  .record({
    facets: fc.integer({ min: 1, max: 3 }),
    deps: fc.integer({ min: 0, max: 4 }),
    lazy: fc.boolean(),
  })
  .map(({ facets, deps, lazy }) => ({
    facets: Array.from({ length: facets }, (_, i) => `facet${i}`),
    deps: Array.from({ length: deps }, (_, i) => `dep${i}|asset${i}|whole|identity`),
    lazyDeps: lazy && deps > 0 ? [deps - 1] : [],
  }));

/** Numbers as they occur: mostly few different ones, sometimes any at all. */
const filling = (largest: number, smallest = 0) =>
  fc.oneof(
    fc.constant(() => 0),
    fc.integer({ min: smallest, max: largest }).map((value) => () => value),
    fc.tuple(fc.integer({ min: smallest, max: largest }), fc.integer({ min: 1, max: 40 })).map(
      ([value, run]) =>
        (i: number) =>
          Math.floor(i / run) % 2 === 0 ? value : smallest,
    ),
    fc
      .nat()
      .map((seed) => (i: number) => smallest + ((Math.imul(i + seed, 0x9e3779b1) >>> 0) % (largest - smallest + 1))),
  );

/** Any recorded columns, of up to 300 rows. */
export const anyColumns: fc.Arbitrary<StateColumns> = fc
  .record({
    layout,
    first: fc.integer({ min: -1000, max: 30_000 }),
    length: fc.integer({ min: 0, max: 300 }),
    flags: filling(31),
    version: filling(0xffffffff),
    seq: filling(70_000),
    index: filling(0xffff),
    count: filling(400),
    range: filling(0x7fffffff, -0x80000000),
    texts: fc.array(fc.string(), { maxLength: 3 }),
  })
  .map(({ layout, first, length, flags, version, seq, index, count, range, texts }) => {
    const columns = new StateColumns(layout);
    if (length > 0) columns.cover(first, first + length - 1);
    fill(columns.flags, flags);
    fill(columns.version, version);
    fill(columns.changedSeq, seq);
    fill(columns.madeSeq, seq);
    fill(columns.code, index);
    fill(columns.config, index);
    fill(columns.inputHash, version);
    fill(columns.inputCount, count);
    fill(columns.lazyRange, range);
    columns.codes = texts;
    columns.configs = texts.map((text) => JSON.stringify({ text }));
    return columns;
  });

function fill(column: { [index: number]: number; length: number }, at: (index: number) => number): void {
  for (let i = 0; i < column.length; i++) column[i] = at(i);
}
