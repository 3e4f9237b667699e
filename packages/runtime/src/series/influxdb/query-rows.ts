import type { Cancellable, FluxTableMetaData, ParameterizedQuery, QueryApi } from '@influxdata/influxdb-client';
import { linesToTables } from './official-client.ts';
import { BrokenAnswer } from './retry.ts';

/** What becomes of an answer's rows, one of these an attempt. */
export interface RowCollector<T> {
  row(values: readonly string[], table: FluxTableMetaData): void;
  result(): T;
}

/** The server began to answer, and then told of an error. */
export class QueryFailedError extends Error {
  override readonly name = 'QueryFailedError';
}

/**
 * Streams the rows of one answer into the collector. An answer ends with an empty line, however few rows it has: one that does not was
 * cut off on its way, though the connection ended as if all were well.
 *
 * @throws BrokenAnswer, QueryFailedError, what the client throws, and the signal's reason
 */
export function queryRows<T>(
  api: QueryApi,
  query: ParameterizedQuery,
  collector: RowCollector<T>,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let call: Cancellable | undefined;
    let lastLine: string | undefined;
    // A row that nobody understands is half a row, if nothing comes after it.
    let unreadable: unknown;
    const fail = (error: unknown) => {
      signal.removeEventListener('abort', aborted);
      reject(error);
      call?.cancel();
    };
    const aborted = () => fail(signal.reason);
    signal.addEventListener('abort', aborted, { once: true });
    const rows = linesToTables({
      next(values, table) {
        throwIfErrorTable(values, table);
        collector.row(values, table);
      },
      error: fail,
      complete() {
        signal.removeEventListener('abort', aborted);
        resolve(collector.result());
      },
    });
    api.queryLines(query, {
      useCancellable: (cancellable) => {
        call = cancellable;
      },
      next(line) {
        if (unreadable !== undefined) return fail(unreadable);
        lastLine = line;
        try {
          rows.next(line);
        } catch (error) {
          if (error instanceof QueryFailedError) fail(error);
          else unreadable = error;
        }
      },
      error: fail,
      complete() {
        if (lastLine === '') rows.complete();
        else fail(new BrokenAnswer('the answer was cut off'));
      },
    });
  });
}

/** An error in the middle of an answer comes in a table of its own. */
function throwIfErrorTable(values: readonly string[], table: FluxTableMetaData): void {
  const at = table.columns.findIndex(({ label }) => label === 'error');
  if (at < 0 || !table.columns.some(({ label }) => label === 'reference')) return;
  throw new QueryFailedError(values[at] ?? 'an error without a text');
}
