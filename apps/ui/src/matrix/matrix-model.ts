import { stageOf, subjectOf } from '../assets/asset-name.ts';
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
  readonly rows: readonly { readonly key: string; readonly name: string; readonly codes: string }[];
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
  const rows = assets
    .filter(({ key, grain, active }) => active && grain === 'day' && meterStages.includes(stageOf(key)))
    .flatMap(({ key, summary }) => (summary === null ? [] : [{ key, strip: readStrip(summary) }]))
    .filter(({ strip }) => strip.codes.length > 0)
    .sort((a, b) => meterStages.indexOf(stageOf(a.key)) - meterStages.indexOf(stageOf(b.key)));
  if (rows.length === 0) return { from: 0, days: 0, rows: [] };
  const to = Math.max(...rows.map(({ strip }) => lastOrdinal(strip)));
  const first = Math.min(...rows.map(({ strip }) => strip.first));
  const from = range === 'all' ? first : to - Number(range) + 1;
  return { from, days: to - from + 1, rows: rows.map((row) => rowOf(row, from, to)) };
}

function rowOf({ key, strip }: { readonly key: string; readonly strip: Strip }, from: number, to: number) {
  return { key, name: subjectOf(key), codes: packCodes(stripWindow(strip, from, to)) };
}
