/**
 * How often a step is tried that something around it keeps from ending: a store or a network that fails in passing, a try that takes
 * too long. What a computation itself throws is never tried again, as it would come to the same.
 */
export interface RetryPolicy {
  /** Tries in all; with 1 there is no second one. */
  readonly attempts: number;
  /** The second try comes within this time, each further one within twice the time of the one before. */
  readonly firstPauseSeconds: number;
  /** No pause is longer. */
  readonly longestPauseSeconds: number;
  /** How long one try may take. */
  readonly timeoutSeconds: number;
}

/** What holds where neither the asset nor whoever runs it says otherwise. */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 3,
  firstPauseSeconds: 2,
  longestPauseSeconds: 60,
  timeoutSeconds: 1800,
};

/**
 * Milliseconds between a failed try and the next: exponential, with full jitter (Brooker, "Exponential Backoff And Jitter", AWS
 * Architecture Blog 2015), so that steps that failed together do not come back together.
 *
 * @param failed how many tries failed so far, from 1 on
 * @param random a number in [0, 1)
 */
export function retryPauseMs(policy: RetryPolicy, failed: number, random: number): number {
  const { firstPauseSeconds, longestPauseSeconds } = policy;
  return random * 1000 * Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** (failed - 1));
}

/** @throws RangeError for what no step could follow */
export function checkedRetry(policy: Partial<RetryPolicy> | undefined): Partial<RetryPolicy> | undefined {
  const { attempts = 1, firstPauseSeconds = 0, longestPauseSeconds = 0, timeoutSeconds = 1 } = policy ?? {};
  if (!(Number.isInteger(attempts) && attempts >= 1))
    throw new RangeError(`retry.attempts is ${attempts}; write a whole number of tries from 1 on`);
  for (const [name, seconds] of Object.entries({ firstPauseSeconds, longestPauseSeconds })) {
    if (!(seconds >= 0 && Number.isFinite(seconds)))
      throw new RangeError(`retry.${name} is ${seconds}; write a number of seconds from 0 on`);
  }
  if (!(timeoutSeconds > 0 && timeoutSeconds <= longestTimeoutSeconds))
    throw new RangeError(
      `retry.timeoutSeconds is ${timeoutSeconds}; write a number of seconds above 0, and at most ${longestTimeoutSeconds}`,
    );
  return policy;
}

/** Timers of the platform wait no longer (2³¹ ms). */
const longestTimeoutSeconds = 2_000_000;
