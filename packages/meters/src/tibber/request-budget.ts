/** Tibber's limit, for all programs behind one address (its developer documentation, "Rate limits"). */
export const requestLimit = { requests: 100, withinMs: 300_000 } as const;

/** Counts requests, so that no stretch of `withinMs` holds more than `requests` of them. */
export interface RequestBudget {
  /** Milliseconds to wait before the next request may go out. */
  waitMs(now: number): number;
  spend(now: number): void;
}

/** A clock that is set back makes the wait no longer than `withinMs`. */
export function requestBudget(limit: { readonly requests: number; readonly withinMs: number }): RequestBudget {
  let spent: number[] = [];
  const recent = (now: number): number[] =>
    spent.map((time) => Math.min(time, now)).filter((time) => now - time < limit.withinMs);
  return {
    waitMs(now) {
      spent = recent(now);
      const first = spent.at(-limit.requests);
      return first === undefined ? 0 : first + limit.withinMs - now;
    },
    spend(now) {
      spent = [...recent(now), now];
    },
  };
}
