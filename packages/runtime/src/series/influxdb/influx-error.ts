/**
 * - `unreachable`: no answer in time, or a broken one, after all retries
 * - `token`: the server does not accept the token, or it lacks the right
 * - `missing`: there is no such bucket or organization for this token
 * - `refused`: the server answered that it cannot do this
 */
export type InfluxFault = 'unreachable' | 'token' | 'missing' | 'refused';

/** An InfluxDB server did not do what was asked of it, retries included. Nothing may be recorded that depended on it. */
export class InfluxError extends Error {
  override readonly name = 'InfluxError';
  readonly fault: InfluxFault;
  /** The server's address, without anything secret. */
  readonly server: string;
  readonly reason: string;
  constructor(fault: InfluxFault, server: string, reason: string, cause?: unknown) {
    super(`InfluxDB at ${server} ${said[fault]}: ${reason}`, cause === undefined ? {} : { cause });
    this.fault = fault;
    this.server = server;
    this.reason = reason;
  }
}

const said = {
  unreachable: 'is out of reach',
  token: 'does not accept the token',
  missing: 'does not know what it is asked for',
  refused: 'refuses',
} as const;
