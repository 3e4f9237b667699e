import { partitionFlags, type StateColumns } from '../state/state-columns.ts';
import type { InputSums, MarkCounts } from '../version/input-sums.ts';
import { causeBits } from './stale-cause.ts';

// An asset has thousands of rows and a graph hundreds of thousands, all of which are compared: a loop a column, without a call or an
// allocation a row, is several times as fast as all columns of a row after the other, above all before it is compiled.

/** Places of `causes`, [start, end), and the ordinal of place 0. */
export interface Places {
  readonly causes: Uint8Array;
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

/** How far the inputs of a partition reach around its own ordinal. */
export interface Reach {
  readonly before: number;
  readonly after: number;
}

/** Beyond every ordinal, and small enough to be added to one. */
export const everywhere: Reach = { before: 2 ** 29, after: 2 ** 29 };

/** From which ordinal on a piece of configuration holds, and its place among the recorded ones. */
export interface ConfigStart {
  readonly from: number;
  readonly index: number;
}

const notMade = causeBits['not-made'];

/** Sets what differs in a row's own definition; `not-made` where nothing is recorded, of which no other cause is told. */
export function compareDefinition(
  { causes, from, start, end }: Places,
  columns: StateColumns,
  code: number,
  configs: readonly ConfigStart[],
): void {
  const offset = from - columns.first;
  const { length, allFlags: flags, allCodes: codes, allConfigs: configsOf } = columns;
  for (let i = start; i < end; i++) {
    const row = i + offset;
    if (row < 0 || row >= length) {
      causes[i] = notMade;
      continue;
    }
    const flag = typeof flags === 'number' ? flags : (flags[row] as number);
    if ((flag & partitionFlags.made) === 0) {
      causes[i] = notMade;
      continue;
    }
    let bits = (flag & partitionFlags.depsDiffer) === 0 ? 0 : causeBits['deps-differ'];
    if ((typeof codes === 'number' ? codes : codes[row]) !== code) bits |= causeBits['code-changed'];
    let config = configs[0]?.index ?? -1;
    for (let k = 1; k < configs.length; k++) {
      const piece = configs[k] as ConfigStart;
      if (piece.from <= i + from) config = piece.index;
    }
    if ((typeof configsOf === 'number' ? configsOf : configsOf[row]) !== config) bits |= causeBits['config-changed'];
    causes[i] = bits;
  }
}

/** Adds what differs in the inputs by one dependency, to rows that are made. */
export function compareInputs(
  { causes, from, start, end }: Places,
  columns: StateColumns,
  sums: InputSums,
  dependency: number,
  { before, after }: Reach,
): void {
  const { length, counts, highs, lows } = sums;
  const width = columns.layout.deps.length;
  const { allInputCounts: recordedCounts, inputHash } = columns;
  const recorded = new Int32Array(inputHash.buffer, inputHash.byteOffset, inputHash.length);
  const first = from - sums.from;
  const offset = from - columns.first;
  for (let i = start; i < end; i++) {
    if ((causes[i] as number) & notMade) continue;
    let a = first + i - before;
    if (a < 0) a = 0;
    else if (a > length) a = length;
    let b = first + i + after + 1;
    if (b < a) b = a;
    else if (b > length) b = length;
    const at = (i + offset) * width + dependency;
    const now = (counts[b] as number) - (counts[a] as number);
    const then = typeof recordedCounts === 'number' ? recordedCounts : (recordedCounts[at] as number);
    if (now !== then) causes[i] = (causes[i] as number) | causeBits[now > then ? 'input-added' : 'input-removed'];
    else if (
      (((highs[b] as number) - (highs[a] as number)) | 0) !== recorded[at * 2] ||
      (((lows[b] as number) - (lows[a] as number)) | 0) !== recorded[at * 2 + 1]
    )
      causes[i] = (causes[i] as number) | causeBits['input-changed'];
  }
}

/** Adds `upstream-not-fresh` where something marked is read. */
export function compareMarks({ causes, from, start, end }: Places, marks: MarkCounts, { before, after }: Reach): void {
  const { sums, length } = marks;
  const first = from - marks.from;
  for (let i = start; i < end; i++) {
    let a = first + i - before;
    if (a < 0) a = 0;
    else if (a > length) a = length;
    let b = first + i + after + 1;
    if (b < a) b = a;
    else if (b > length) b = length;
    if (sums[b] !== sums[a]) causes[i] = (causes[i] as number) | causeBits['upstream-not-fresh'];
  }
}
