/** Counts what is asked of others over the network, for the metrics. */
export interface CallTally {
  count(service: string, outcome: 'ok' | 'failed'): void;
  readonly counts: readonly { readonly service: string; readonly outcome: string; readonly count: number }[];
}

export function openCallTally(): CallTally {
  const counts = new Map<string, { service: string; outcome: string; count: number }>();
  return {
    count(service, outcome) {
      const key = `${service} ${outcome}`;
      const known = counts.get(key) ?? { service, outcome, count: 0 };
      known.count++;
      counts.set(key, known);
    },
    get counts() {
      return [...counts.values()];
    },
  };
}
