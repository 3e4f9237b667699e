/**
 * - `unreachable`: no answer in time, or a broken one, after all retries
 * - `token`: the server does not accept the token, or it lacks the right
 * - `missing`: there is no such bucket or organization for this token
 * - `foreign`: a bucket holds what is not ours, where we would write
 * - `refused`: the server answered that it cannot do this
 */
export type InfluxFault = 'unreachable' | 'token' | 'missing' | 'foreign' | 'refused';

/** An InfluxDB server did not do what was asked of it, retries included. Nothing may be recorded that depended on it. */
export class InfluxError extends Error {
  override readonly name = 'InfluxError';
  readonly fault: InfluxFault;
  /** Whether the same call may succeed later without anybody doing something about it. */
  readonly retryable: boolean;
  /** The server's address, without anything secret. */
  readonly server: string;
  readonly reason: string;
  /** @param subject what at the server it is about, where that is not the server itself */
  constructor(fault: InfluxFault, server: string, reason: string, subject?: string, cause?: unknown) {
    super(
      `${subject === undefined ? 'InfluxDB' : `The bucket "${subject}" of InfluxDB`} at ${server} ${said[fault]}: ${reason}`,
      cause === undefined ? {} : { cause },
    );
    this.fault = fault;
    this.retryable = fault === 'unreachable';
    this.server = server;
    this.reason = reason;
  }
}

const said = {
  unreachable: 'is out of reach',
  token: 'does not accept the token',
  missing: 'does not know what it is asked for',
  foreign: 'holds points that are not ours',
  refused: 'refuses',
} as const;
