import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partitionFlags, StateColumns } from '../../src/index.ts';
import { InputSums, MarkCounts } from '../../src/version/input-sums.ts';

interface Row {
  readonly made: boolean;
  readonly versions: readonly number[];
}
const first = 19_700;
const layout = { facets: ['a', 'b'], deps: [], lazyDeps: [] };
const anyRow = fc.record({
  made: fc.boolean(),
  versions: fc.array(fc.nat({ max: 0xffffffff }), { minLength: 4, maxLength: 4 }),
});
const anyRange = fc.tuple(fc.integer({ min: -5, max: 45 }), fc.integer({ min: -5, max: 45 }));

function columnsOf(rows: readonly Row[]): StateColumns {
  const columns = new StateColumns(layout);
  columns.cover(first, first + rows.length - 1);
  rows.forEach(({ made, versions }, i) => {
    columns.flags[i] = made ? partitionFlags.made : 0;
    columns.version.set(versions, i * 4);
  });
  return columns;
}

/** The sum over rows as sums of single partitions. */
function naive(columns: StateColumns, facets: readonly number[], from: number, to: number) {
  const total = { high: 0, low: 0, count: 0 };
  for (let ordinal = from; ordinal <= to; ordinal++) {
    const one = new InputSums(columns, facets, { from: ordinal, to: ordinal });
    one.over(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    total.high = (total.high + one.high) >>> 0;
    total.low = (total.low + one.low) >>> 0;
    total.count += one.count;
  }
  return total;
}

describe('the sum over a range of inputs', () => {
  it('is that of its partitions one by one, within what there is', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 40 }),
        fc.constantFrom([0], [1], [0, 1]),
        anyRange,
        anyRange,
        (rows, facets, [a, b], [from, to]) => {
          const columns = columnsOf(rows);
          const domain = { from: first + Math.min(a, b), to: first + Math.max(a, b) };
          const sums = new InputSums(columns, facets, domain);
          sums.over(first + from, first + to);
          const inside = { from: Math.max(first + from, domain.from), to: Math.min(first + to, domain.to) };
          const { high, low, count } = sums;
          expect({ high, low, count }).toEqual(naive(columns, facets, inside.from, inside.to));
        },
      ),
    );
  });

  it('changes when a version changes, when two partitions swap theirs, and when one goes', () => {
    const rows = Array.from({ length: 8 }, (_, i): Row => ({ made: true, versions: [i + 1, 7 * i, i, 3] }));
    const sumOf = (changed: readonly Row[]) => {
      const sums = new InputSums(columnsOf(changed), [0], { from: first, to: first + 7 });
      sums.over(first, first + 7);
      return `${sums.high} ${sums.low} ${sums.count}`;
    };
    const whole = sumOf(rows);
    fc.assert(
      fc.property(fc.nat({ max: 7 }), fc.nat({ max: 7 }), (i, j) => {
        const row = rows[i] as Row;
        const other = rows[j] as Row;
        const swapped = rows.map((one, at) => (at === i ? other : at === j ? row : one));
        expect(sumOf(swapped) === whole).toBe(i === j);
        expect(sumOf(rows.with(i, { made: true, versions: [99, 99, 0, 0] }))).not.toBe(whole);
        expect(sumOf(rows.with(i, { ...row, made: false }))).not.toBe(whole);
        expect(sumOf(rows.with(i, { made: true, versions: [...row.versions.slice(0, 2), 5, 5] }))).toBe(whole);
      }),
    );
  });

  it('is nothing without a domain', () => {
    const sums = new InputSums(columnsOf([{ made: true, versions: [1, 2, 3, 4] }]), [0], undefined);
    sums.over(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    expect([sums.high, sums.low, sums.count]).toEqual([0, 0, 0]);
  });
});

describe('counts of marks', () => {
  it('over a range are those of its partitions one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), anyRange, (marks, [from, to]) => {
        const counts = new MarkCounts(first, Uint8Array.from(marks, Number));
        const expected = marks.filter((mark, i) => mark && i >= from && i <= to).length;
        expect(counts.over(first + from, first + to)).toBe(expected);
      }),
    );
  });
});
