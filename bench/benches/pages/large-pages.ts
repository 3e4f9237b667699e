/** The largest size that is promised. */
export const largeHouse = { meters: 1_000, years: 10 } as const;

const meter = 'meter_00500';

/** Pages of that house by their paths. Only the overview has a promise of its own about its time, in seconds. */
export const largePages: readonly { readonly path: string; readonly aim?: number }[] = [
  { path: '/', aim: 2 },
  { path: '/lineage' },
  { path: '/assets' },
  { path: '/meters' },
  { path: `/meters/${meter}` },
  { path: '/anomalies' },
  { path: `/assets/consumption/${meter}/daily?partition=2020-05-05` },
  { path: '/backfills/new' },
  { path: '/runs' },
];

/** MB of data that a page may send. */
export const dataAim = 1;
