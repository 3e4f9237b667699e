import { InfluxError } from './influx-error.ts';

/** Writes lines to a bucket, all of them or none. */
export type WriteLines = (bucket: string, lines: readonly string[]) => Promise<void>;

interface Waiting {
  readonly lines: readonly string[];
  readonly done: PromiseWithResolvers<void>;
}

/** A write of up to so many lines may go together with others, and so many of them at once. */
const fewLines = 200;
const mostJoined = 16;

/**
 * Small writes that come while another to the same bucket is under way go together in one request: a new day's results are a hundred
 * of a line or two, and each request costs the server a flush to its disk. What the server refuses is asked once more for each alone,
 * so that nobody fails by somebody else's line.
 */
export function joinWrites(write: WriteLines): WriteLines {
  const underWay = new Map<string, Waiting[]>();

  const writeTogether = async (bucket: string, some: readonly Waiting[]): Promise<void> => {
    try {
      await write(
        bucket,
        some.flatMap(({ lines }) => lines),
      );
      for (const { done } of some) done.resolve();
    } catch (error) {
      const isRefused = error instanceof InfluxError && error.fault === 'refused';
      if (some.length === 1 || !isRefused) for (const { done } of some) done.reject(error);
      else for (const one of some) await writeTogether(bucket, [one]);
    }
  };
  const writeAll = async (bucket: string, waiting: Waiting[]): Promise<void> => {
    while (waiting.length > 0) await writeTogether(bucket, waiting.splice(0, mostJoined));
    underWay.delete(bucket);
  };

  return async (bucket, lines) => {
    if (lines.length > fewLines) return write(bucket, lines);
    if (lines.length === 0) return;
    const one = { lines, done: Promise.withResolvers<void>() };
    const waiting = underWay.get(bucket);
    if (waiting !== undefined) waiting.push(one);
    else {
      const started = [one];
      underWay.set(bucket, started);
      void writeAll(bucket, started);
    }
    return one.done.promise;
  };
}
