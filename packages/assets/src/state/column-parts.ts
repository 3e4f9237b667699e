import { bytes, shorts, words } from './compact-column.ts';
import { StateColumns } from './state-columns.ts';

type Rows = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** The rows of the ordinals [from, to], which must be covered; a copy, but for the texts that rows refer to. @throws RangeError */
export function sliceColumns(columns: StateColumns, from: number, to: number): StateColumns {
  const { layout, codes, configs } = columns;
  const start = from - columns.first;
  const end = to + 1 - columns.first;
  if (start < 0 || end > columns.length) throw new RangeError(`${from} to ${to} are not all covered`);
  const { facets, deps, lazyDeps } = layout;
  const rows = <A extends Rows>(column: A, width: number): A => column.slice(start * width, end * width) as A;
  const compact = <A extends Rows>(column: A | number, width: number): A | number =>
    typeof column === 'number' ? column : rows(column, width);
  const part = Object.assign(new StateColumns(layout), { first: from, length: end - start, codes, configs });
  part.flags = compact(columns.allFlags, 1);
  part.version = rows(columns.version, 2 * facets.length);
  part.changedSeq = compact(columns.allChangedSeqs, facets.length);
  part.madeSeq = compact(columns.allMadeSeqs, 1);
  part.code = compact(columns.allCodes, 1);
  part.config = compact(columns.allConfigs, 1);
  part.inputHash = rows(columns.inputHash, 2 * deps.length);
  part.inputCount = compact(columns.allInputCounts, deps.length);
  part.lazyRange = rows(columns.lazyRange, 2 * lazyDeps.length);
  return part;
}

/**
 * Columns with the rows of a later part in place of their own, where it has any; in the part's layout, which must be theirs, and with its
 * texts, which theirs are the first of.
 */
export function overlayColumns(columns: StateColumns, part: StateColumns): StateColumns {
  if (columns.length === 0) return part;
  if (part.length === 0) return columns;
  const { layout, codes, configs } = part;
  const { facets, deps, lazyDeps } = layout;
  const ends = [columns, part].map(({ first, length }) => first + length) as [number, number];
  const first = Math.min(columns.first, part.first);
  const length = Math.max(...ends) - first;
  const areApart = part.first > ends[0] || columns.first > ends[1];

  const joined = <A extends Rows>(empty: A, one: A | number, other: A | number, width: number): A => {
    fill(empty, one, (columns.first - first) * width, (ends[0] - first) * width);
    fill(empty, other, (part.first - first) * width, (ends[1] - first) * width);
    return empty;
  };
  const compact = <A extends Rows>(
    spell: (length: number) => A,
    one: A | number,
    other: A | number,
    width: number,
  ): A | number =>
    typeof one === 'number' && one === other && !areApart ? one : joined(spell(length * width), one, other, width);

  const whole = Object.assign(new StateColumns(layout), { first, length, codes, configs });
  whole.flags = compact(bytes, columns.allFlags, part.allFlags, 1);
  whole.version = joined(words(length * 2 * facets.length), columns.version, part.version, 2 * facets.length);
  whole.changedSeq = compact(words, columns.allChangedSeqs, part.allChangedSeqs, facets.length);
  whole.madeSeq = compact(words, columns.allMadeSeqs, part.allMadeSeqs, 1);
  whole.code = compact(shorts, columns.allCodes, part.allCodes, 1);
  whole.config = compact(shorts, columns.allConfigs, part.allConfigs, 1);
  whole.inputHash = joined(words(length * 2 * deps.length), columns.inputHash, part.inputHash, 2 * deps.length);
  whole.inputCount = compact(words, columns.allInputCounts, part.allInputCounts, deps.length);
  const ranges = new Int32Array(length * 2 * lazyDeps.length);
  whole.lazyRange = joined(ranges, columns.lazyRange, part.lazyRange, 2 * lazyDeps.length);
  return whole;
}

function fill<A extends Rows>(column: A, content: A | number, from: number, to: number): void {
  if (typeof content === 'number') column.fill(content, from, to);
  else column.set(content, from);
}
