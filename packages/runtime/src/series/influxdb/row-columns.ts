/** Rows in columns that grow in place: an answer may have hundreds of thousands, and lists of numbers take twice as much. */
export class RowColumns {
  length = 0;
  #times = new Float64Array(firstRoom);
  #values = new Float64Array(firstRoom);
  #kinds = new Uint8Array(firstRoom);
  #takes = new Uint8Array(firstRoom);

  push(time: number, value: number, kind: number, take: number): void {
    if (this.length === this.#times.length) {
      const room = 2 * this.length;
      this.#times = new Float64Array(this.#times.buffer.transfer(8 * room));
      this.#values = new Float64Array(this.#values.buffer.transfer(8 * room));
      this.#kinds = new Uint8Array(this.#kinds.buffer.transfer(room));
      this.#takes = new Uint8Array(this.#takes.buffer.transfer(room));
    }
    this.#times[this.length] = time;
    this.#values[this.length] = value;
    this.#kinds[this.length] = kind;
    this.#takes[this.length++] = take;
  }

  /** The rows that `isWanted` says yes to, ascending by time, then value, what is no number last; as they came where those are equal. */
  sorted(isWanted?: (row: number) => boolean) {
    const columns = {
      times: this.#times.subarray(0, this.length),
      values: this.#values.subarray(0, this.length),
      kinds: this.#kinds.subarray(0, this.length),
      takes: this.#takes.subarray(0, this.length),
    };
    const { times, values, kinds, takes } = columns;
    if (isWanted === undefined && isAscending(times, values)) return columns;
    let order = new Uint32Array(this.length).map((_, row) => row);
    if (isWanted !== undefined) order = order.filter(isWanted);
    order.sort((a, b) => (times[a] as number) - (times[b] as number) || compareValues(values[a], values[b]));
    return {
      times: new Float64Array(order.length).map((_, i) => times[order[i] as number] as number),
      values: new Float64Array(order.length).map((_, i) => values[order[i] as number] as number),
      kinds: new Uint8Array(order.length).map((_, i) => kinds[order[i] as number] as number),
      takes: new Uint8Array(order.length).map((_, i) => takes[order[i] as number] as number),
    };
  }
}

const firstRoom = 1024;

function isAscending(times: Float64Array, values: Float64Array): boolean {
  for (let i = 1; i < times.length; i++) {
    const step = (times[i] as number) - (times[i - 1] as number);
    if (step < 0 || (step === 0 && compareValues(values[i - 1], values[i]) > 0)) return false;
  }
  return true;
}

function compareValues(a: number | undefined, b: number | undefined): number {
  const x = a ?? Number.NaN;
  const y = b ?? Number.NaN;
  if (Number.isNaN(x)) return Number.isNaN(y) ? 0 : 1;
  return Number.isNaN(y) ? -1 : x - y;
}
