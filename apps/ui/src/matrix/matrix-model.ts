import { noPartition } from '@meterworks/assets';
import { stageOf, subjectOf, variantOf } from '../assets/asset-name.ts';
import { lastOrdinal, packCodes, readStrip, type Strip, type StripSource, stripWindow } from '../status/strip.ts';

/** What the matrix needs to know of an asset. */
export interface MatrixAsset {
  readonly key: string;
  readonly grain: string;
  readonly active: boolean;
  readonly summary: StripSource | null;
}

/** Rows of statuses over the same days. Small enough to be sent to a browser. */
export interface MatrixModel {
  /** Day number of the first column, and how many there are. */
  readonly from: number;
  readonly days: number;
  readonly rows: readonly MatrixRow[];
}

/** The days of a meter. */
export interface MatrixRow {
  /** The asset that holds the days. */
  readonly key: string;
  readonly name: string;
  /** Packed codes: of each day the worst state of the meter's day and of all that is made of it for the same meter. */
  readonly codes: string;
  /** Whose state that is where it is not the day's own: packed codes with no partition on all other days. */
  readonly worse: readonly { readonly key: string; readonly codes: string }[];
}

/** The stages whose assets are meters, in the order of their rows. */
const meterStages = ['physical', 'master', 'virtual'];

export const matrixRanges = ['90', '365', 'all'] as const;
export type MatrixRange = (typeof matrixRanges)[number];

export function parseMatrixRange(text: string | undefined): MatrixRange {
  return matrixRanges.find((range) => range === text) ?? '365';
}

/** A row per meter, up to the last day that any of them has. */
export function matrixModel(assets: readonly MatrixAsset[], range: MatrixRange): MatrixModel {
  const daily = assets.filter(({ grain, active, summary }) => active && grain === 'day' && summary !== null);
  const strips = daily.flatMap(({ key, summary }) => (summary === null ? [] : [{ key, strip: readStrip(summary) }]));
  const derived = new Map<string, KeyedStrip[]>();
  const rows: KeyedStrip[] = [];
  for (const one of strips) {
    if (one.strip.codes.length === 0) continue;
    const subject = subjectOf(one.key);
    if (meterStages.includes(stageOf(one.key)) && variantOf(one.key) === undefined) rows.push(one);
    else derived.set(subject, [...(derived.get(subject) ?? []), one]);
  }
  if (rows.length === 0) return { from: 0, days: 0, rows: [] };
  rows.sort((a, b) => meterStages.indexOf(stageOf(a.key)) - meterStages.indexOf(stageOf(b.key)));
  const to = Math.max(...rows.map(({ strip }) => lastOrdinal(strip)));
  const first = Math.min(...rows.map(({ strip }) => strip.first));
  const from = range === 'all' ? first : to - Number(range) + 1;
  return {
    from,
    days: to - from + 1,
    rows: rows.map((row) => rowOf(row, derived.get(subjectOf(row.key)) ?? [], from, to)),
  };
}

interface KeyedStrip {
  readonly key: string;
  readonly strip: Strip;
}

function rowOf({ key, strip }: KeyedStrip, derived: readonly KeyedStrip[], from: number, to: number): MatrixRow {
  const codes = stripWindow(strip, from, to);
  // On each day only the worst is told: what comes later in the order of statuses is covered by what comes before.
  const culprits = new Int8Array(codes.length).fill(-1);
  derived.forEach((one, i) => {
    stripWindow(one.strip, from, to).forEach((code, day) => {
      if (code >= (codes[day] ?? noPartition)) return;
      codes[day] = code;
      culprits[day] = i;
    });
  });
  const worse = derived.flatMap((one, i) => {
    if (!culprits.includes(i)) return [];
    return [{ key: one.key, codes: packCodes(codes.map((code, day) => (culprits[day] === i ? code : noPartition))) }];
  });
  return { key, name: subjectOf(key), codes: packCodes(codes), worse };
}
