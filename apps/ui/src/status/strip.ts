import { noPartition } from '@meterworks/assets';

/** Status codes of consecutive partitions; `codes[0]` is that of ordinal `first`. */
export interface Strip {
  readonly first: number;
  readonly codes: Uint8Array;
}

/** What of a summary a strip is read from: a hexadecimal digit a partition. */
export interface StripSource {
  readonly firstOrdinal: number;
  readonly strip: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** What a hexadecimal digit stands for, by its place among the characters: strips have millions of them. */
const digitCodes = new Uint8Array(128).fill(noPartition);
for (let code = 0; code < 16; code++) digitCodes[code.toString(16).charCodeAt(0)] = code;

/** The codes in a summary. Two digits share a byte, so an odd number of partitions leaves one digit that means nothing. */
export function readStrip({ firstOrdinal, strip, counts }: StripSource): Strip {
  const codes = new Uint8Array(strip.length);
  let partitions = 0;
  for (let i = 0; i < strip.length; i++) {
    const code = digitCodes[strip.charCodeAt(i)] ?? noPartition;
    codes[i] = code;
    if (code !== noPartition) partitions++;
  }
  const counted = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const filled = codes.length > 0 && partitions > counted ? codes.length - 1 : codes.length;
  return { first: firstOrdinal, codes: codes.subarray(0, filled) };
}

/** The codes of the ordinals [from, to], `noPartition` where the strip has none. */
export function stripWindow(strip: Strip, from: number, to: number): Uint8Array {
  const codes = new Uint8Array(Math.max(0, to - from + 1)).fill(noPartition);
  const start = Math.max(from, strip.first);
  const end = Math.min(to, strip.first + strip.codes.length - 1);
  if (end >= start) codes.set(strip.codes.subarray(start - strip.first, end - strip.first + 1), start - from);
  return codes;
}

/** The last ordinal that a strip speaks of; less than its first where it is empty. */
export function lastOrdinal(strip: Strip): number {
  return strip.first + strip.codes.length - 1;
}

/** Stretches of equal codes: what is drawn as one rectangle. */
export interface CodeRun {
  readonly code: number;
  /** Index of the first, and how many. */
  readonly at: number;
  readonly length: number;
}

export function codeRuns(codes: Uint8Array): CodeRun[] {
  const runs: CodeRun[] = [];
  for (let at = 0; at < codes.length; ) {
    let end = at + 1;
    while (end < codes.length && codes[end] === codes[at]) end++;
    runs.push({ code: codes[at] as number, at, length: end - at });
    at = end;
  }
  return runs;
}

/** Codes as a short text for the way to the browser: a hexadecimal digit and, where it repeats, how often in base 36: `6z9.5.62`. */
export function packCodes(codes: Uint8Array): string {
  return codeRuns(codes)
    .map(({ code, length }) => code.toString(16) + (length === 1 ? '' : length.toString(36)))
    .join('.');
}

export function unpackCodes(text: string): Uint8Array {
  if (text === '') return new Uint8Array();
  const runs = text.split('.').map((run) => ({
    code: Number.parseInt(run[0] as string, 16),
    length: run.length === 1 ? 1 : Number.parseInt(run.slice(1), 36),
  }));
  const codes = new Uint8Array(runs.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const { code, length } of runs) {
    codes.fill(code, at, at + length);
    at += length;
  }
  return codes;
}
