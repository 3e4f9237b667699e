import type { Formats } from '../formats.ts';

export const overview = (format: Formats) => {
  const partitions = (count: number) => `${format.count(count)} ${count === 1 ? 'partition' : 'partitions'}`;
  return {
    ranges: { '90': '90 days', '365': '1 year', all: 'All' },
    daysShown: 'Days shown',
    totals: (count: number, assets: number) =>
      `${partitions(count)} of ${format.count(assets)} ${assets === 1 ? 'asset' : 'assets'}`,
    asOf: (instant: string) => `, as of ${instant}`,
    more: (count: number) => `and ${format.count(count)} more`,
    matrix: 'Meters by day',
    noMeterDay: 'No meter has a day yet.',
    matrixKind: 'matrix',
    matrixLabel: 'Status of every meter and day. Arrow keys move, Enter opens the day.',
    matrixHint: 'Point at a day to see its status; click to see why.',
    runningAndLast: 'Running now and last runs',
    lastRuns: 'Last runs',
    allRuns: 'All runs',
    nothingRan: 'Nothing has run yet.',
    anomalies: 'Newest anomalies',
    allAnomalies: 'All anomalies',
    noAnomalies: 'None in the last two months.',
    dateSpan: (first: string, last: string) => `${first} to ${last}`,
    verdict: {
      failed: (count: number) => `${partitions(count)} failed`,
      failedDetail: (blocked: number) =>
        `Older values stand where there were any${blocked === 0 ? '' : `, ${partitions(blocked)} blocked by that`}.`,
      running: (count: number) => `${format.count(count)} ${count === 1 ? 'run' : 'runs'} at work`,
      runningDetail: (count: number) => `${partitions(count)} still to be made.`,
      blocked: (count: number) => `${partitions(count)} blocked`,
      blockedDetail: 'Something they read is missing or failed.',
      stale: (count: number) => `${partitions(count)} stale`,
      missing: (count: number) => `${partitions(count)} missing`,
      waitingDetail: 'The next run makes them.',
      lastFailed: 'The last run failed',
      lastFailedDetail: 'Every partition is fresh all the same.',
      critical: (count: number) =>
        `Fresh, with ${format.count(count)} critical ${count === 1 ? 'anomaly' : 'anomalies'}`,
      criticalDetail: 'Every partition is fresh; the anomalies are below.',
      good: 'All is well',
      goodDetail: 'Every partition is fresh.',
    },
  };
};
