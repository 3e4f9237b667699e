import { type LaneEncoding, laneByLane, laneEncodings, rawWidth } from './packed-lane.ts';

/** How a lane is best packed. */
interface LanePlan {
  readonly encoding: LaneEncoding;
  /** 32-bit words that it takes. */
  readonly words: number;
  readonly runs: number;
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/** Packs columns one after another. */
export class LaneWriter {
  #words = new Uint32Array(1024);
  #length = 0;

  /** Appends a column of `count` rows; gives its encodings, for the reader. */
  writeColumn(column: Numbers, width: number, count: number): string {
    if (width === 0) return '';
    const whole = planOf(column, 0, 1, width * count);
    if (width === 1) return this.#write(column, 0, 1, count, whole);
    const lanes = Array.from({ length: width }, (_, lane) => planOf(column, lane, width, count));
    const words = lanes.reduce((sum, plan) => sum + plan.words, 0);
    if (whole.words <= words) return this.#write(column, 0, 1, width * count, whole);
    return laneByLane + lanes.map((plan, lane) => this.#write(column, lane, width, count, plan)).join('');
  }

  /** What was written so far. */
  bytes(): Uint8Array {
    return new Uint8Array(this.#words.buffer, 0, this.#length * 4);
  }

  #write(column: Numbers, start: number, stride: number, count: number, plan: LanePlan): string {
    this.#reserve(plan.words);
    if (plan.encoding === laneEncodings.constant)
      this.#words[this.#length] = count === 0 ? 0 : (column[start] as number);
    else if (plan.encoding === laneEncodings.runs) this.#writeRuns(column, start, stride, count, plan.runs);
    else this.#writeRaw(column, start, stride, count, rawWidth(plan.encoding));
    this.#length += plan.words;
    return String(plan.encoding);
  }

  /** The number of runs, the values, then the row at which each run ends. */
  #writeRuns(column: Numbers, start: number, stride: number, count: number, runs: number): void {
    const words = this.#words;
    words[this.#length] = runs;
    let run = this.#length + 1;
    for (let row = 0, at = start; row < count; row++, at += stride) {
      const value = (column[at] as number) >>> 0;
      if (row > 0 && value !== words[run]) {
        words[run + runs] = row;
        run++;
      }
      words[run] = value;
    }
    words[run + runs] = count;
  }

  #writeRaw(column: Numbers, start: number, stride: number, count: number, width: number): void {
    const buffer = this.#words.buffer;
    const offset = this.#length * 4;
    const Kind = width === 1 ? Uint8Array : width === 2 ? Uint16Array : Uint32Array;
    const target = new Kind(buffer, offset, count);
    if (stride === 1 && start === 0) target.set(column);
    else for (let row = 0, at = start; row < count; row++, at += stride) target[row] = column[at] as number;
  }

  #reserve(words: number): void {
    if (this.#length + words <= this.#words.length) return;
    const grown = new Uint32Array(Math.max(this.#words.length * 2, this.#length + words));
    grown.set(this.#words.subarray(0, this.#length));
    this.#words = grown;
  }
}

function planOf(column: Numbers, start: number, stride: number, count: number): LanePlan {
  let runs = count === 0 ? 0 : 1;
  let largest = 0;
  let before = count === 0 ? 0 : (column[start] as number) >>> 0;
  for (let row = 0, at = start; row < count; row++, at += stride) {
    const value = (column[at] as number) >>> 0;
    if (value !== before) runs++;
    if (value > largest) largest = value;
    before = value;
    if (largest >= 0x10000 && 2 * runs >= count) return { encoding: laneEncodings.raw32, words: count, runs };
  }
  if (runs <= 1) return { encoding: laneEncodings.constant, words: 1, runs };
  const encoding = largest < 0x100 ? laneEncodings.raw8 : largest < 0x10000 ? laneEncodings.raw16 : laneEncodings.raw32;
  const rawWords = Math.ceil((count * rawWidth(encoding)) / 4);
  const runWords = 1 + 2 * runs;
  return runWords < rawWords
    ? { encoding: laneEncodings.runs, words: runWords, runs }
    : { encoding, words: rawWords, runs };
}
