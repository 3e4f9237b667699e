export const runStatuses = ['running', 'success', 'partial', 'failed', 'cancelled'] as const;

/** Which runs are shown; lives in the address. */
export interface RunPage {
  readonly status?: (typeof runStatuses)[number];
  /** Only runs with a smaller number. */
  readonly before?: number;
}

export function parseRunPage(params: Readonly<Record<string, string | undefined>>): RunPage {
  const status = runStatuses.find((one) => one === params.status);
  const before = Number(params.before);
  return {
    ...(status === undefined ? {} : { status }),
    ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
  };
}

export function runPageHref({ status, before }: RunPage): string {
  const query = new URLSearchParams({
    ...(status === undefined ? {} : { status }),
    ...(before === undefined ? {} : { before: String(before) }),
  }).toString();
  return query === '' ? '/runs' : `/runs?${query}`;
}
