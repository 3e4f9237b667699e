import { DatabaseError } from '../database/database-error.ts';
import { isNetworkFault } from '../network/network-fault.ts';
import { InfluxError } from '../series/influxdb/influx-error.ts';

/**
 * What an error means for the step that met it. `passing`: the same step may succeed later without anybody doing something. `storage`:
 * where values lie is itself at fault, and every step would meet it. `step`: neither, it is this step's alone.
 */
export type FaultKind = 'passing' | 'storage' | 'step';

/** Decided where it was thrown: by a property `retryable`, or by the code that Node gives the faults of a network. */
export function faultKind(error: unknown): FaultKind {
  if (!(error instanceof Error)) return 'step';
  if (('retryable' in error && error.retryable === true) || isNetworkFault(error)) return 'passing';
  const isOfAll = error instanceof DatabaseError || (error instanceof InfluxError && error.fault !== 'refused');
  return isOfAll ? 'storage' : 'step';
}
