/** The largest size that is promised. */
export const largeHouse = { meters: 1_000, years: 10 } as const;

const meter = 'meter_00500';

/** Pages of that house by their paths. The overview and the longest list have promises of their own about their time, in seconds. */
export const largePages: readonly { readonly path: string; readonly aim?: number }[] = [
  { path: '/', aim: 2 },
  { path: '/lineage' },
  { path: '/assets', aim: 2 },
  { path: '/meters' },
  { path: `/meters/${meter}` },
  { path: '/anomalies' },
  { path: `/assets/consumption/${meter}/daily?partition=2020-05-05` },
  { path: '/backfills/new' },
  { path: '/runs' },
];

/** MB of data that a page may send. */
export const dataAim = 1;
