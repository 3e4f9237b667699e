/** Wrong passwords that are looked at within the window: from one address, and from all together. */
const most = { address: 5, all: 50 } as const;
const windowMs = 60_000;

/** Keeps guessing slow. Times are UTC ms. */
export interface LoginLimit {
  /** Milliseconds until a password from there is looked at again; 0: now. */
  waitMs(address: string, now: number): number;
  failed(address: string, now: number): void;
  /** The right one came from there after all. */
  succeeded(address: string): void;
}

export function createLoginLimit(): LoginLimit {
  let failures: { readonly address: string; readonly at: number }[] = [];
  const wait = (times: readonly number[], limit: number, now: number) => {
    const decisive = times.at(-limit);
    return times.length < limit || decisive === undefined ? 0 : decisive + windowMs - now;
  };
  return {
    waitMs(address, now) {
      failures = failures.filter(({ at }) => at + windowMs > now);
      const own = failures.filter((failure) => failure.address === address);
      const times = (list: typeof failures) => list.map(({ at }) => at);
      return Math.max(wait(times(own), most.address, now), wait(times(failures), most.all, now));
    },
    failed(address, now) {
      failures.push({ address, at: now });
    },
    succeeded(address) {
      failures = failures.filter((failure) => failure.address !== address);
    },
  };
}
