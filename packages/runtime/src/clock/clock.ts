/** Where the time comes from. Nothing here reads the system's time in any other way. */
export interface Clock {
  /** UTC milliseconds since 1970. */
  now(): number;
}

/** A clock that can also be waited on. Arithmetic takes a `Clock`; only what really waits takes `Timers`. */
export interface Timers extends Clock {
  /** Ends after that many milliseconds; fails with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
