import type { Timers } from '../../clock/clock.ts';
import { isNetworkFault } from '../../network/network-fault.ts';
import { canRetryHttpCall, HttpError } from './official-client.ts';

export interface RetryPolicy {
  /** How often a request is repeated after it failed. */
  readonly attempts: number;
  readonly timers: Timers;
  readonly signal: AbortSignal;
}

/** The first pause; each further one is twice as long, up to the longest. */
const firstPauseMs = 250;
const longestPauseMs = 30_000;

/** Whether the same request may succeed later: the server is busy or out of reach, not: it said no. */
export function isPassing(error: unknown): boolean {
  if (error instanceof HttpError) return error.statusCode >= 429 && error.statusCode !== 501;
  const { code } = error as NodeJS.ErrnoException;
  if (isNetworkFault(error) || (typeof code === 'string' && broken.has(code))) return true;
  return error instanceof BrokenAnswer || canRetryHttpCall(error);
}

/** What zlib says of an answer that was cut off. */
const broken: ReadonlySet<string> = new Set(['Z_BUF_ERROR', 'Z_DATA_ERROR']);

/** An answer that did not arrive whole, or took too long as a whole. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer';
}

/** Repeats what fails in passing, after the pause that the server asks for (`Retry-After`) or a growing one of its own. */
export async function withRetries<T>({ attempts, timers, signal }: RetryPolicy, request: () => Promise<T>): Promise<T> {
  for (let failed = 0; ; failed++) {
    signal.throwIfAborted();
    try {
      return await request();
    } catch (error) {
      if (signal.aborted || failed >= attempts || !isPassing(error)) throw error;
      await timers.sleep(pauseAfter(error, failed, timers.now()), signal);
    }
  }
}

function pauseAfter(error: unknown, failed: number, now: number): number {
  const asked = error instanceof HttpError ? parseRetryAfter(error.headers?.['retry-after'], now) : 0;
  return Math.min(longestPauseMs, Math.max(asked, firstPauseMs * 2 ** failed));
}

/** Milliseconds to wait by a `Retry-After` header: seconds or a date (RFC 9110 §10.2.3); 0 where it says neither. */
export function parseRetryAfter(header: unknown, now: number): number {
  if (typeof header !== 'string') return 0;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
