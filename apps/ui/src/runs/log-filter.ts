import type { LogLineView } from '@meterworks/runtime/read';
import type { Query } from '../address/query-of.ts';

/** Which lines of a log are shown; lives in the address. */
export interface LogFilter {
  readonly asset?: string;
  /** `problems`: warnings and errors only. */
  readonly level?: 'problems';
}

export function parseLogFilter(query: Query): LogFilter {
  return {
    ...(query.asset === undefined || query.asset === '' ? {} : { asset: query.asset }),
    ...(query.level === 'problems' ? { level: 'problems' as const } : {}),
  };
}

export function passesLogFilter({ asset, level }: LogFilter, line: LogLineView): boolean {
  return (
    (asset === undefined || line.asset === asset) &&
    (level === undefined || line.level === 'warn' || line.level === 'error')
  );
}
