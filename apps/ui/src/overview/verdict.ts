import { plural } from '../format/plural.ts';

export interface Verdict {
  readonly level: 'good' | 'work' | 'bad';
  readonly title: string;
  readonly detail: string;
}

/** One answer to "is all well?", from the counts of all declared assets and the runs. */
export function verdictOf(facts: {
  readonly counts: Readonly<Record<string, number>>;
  readonly running: number;
  readonly lastRun: { readonly status: string } | undefined;
  /** Critical anomalies of the last days. */
  readonly critical: number;
}): Verdict {
  const count = (status: string) => facts.counts[status] ?? 0;
  const waiting = count('missing') + count('stale');
  if (count('failed') > 0) {
    const blocked = count('blocked') > 0 ? `, ${plural(count('blocked'), 'partition')} blocked by that` : '';
    return {
      level: 'bad',
      title: `${plural(count('failed'), 'partition')} failed`,
      detail: `Older values stand where there were any${blocked}.`,
    };
  }
  if (facts.running > 0) {
    return {
      level: 'work',
      title: `${plural(facts.running, 'run')} at work`,
      detail: `${plural(waiting, 'partition')} still to be made.`,
    };
  }
  if (count('blocked') > 0) {
    return {
      level: 'bad',
      title: `${plural(count('blocked'), 'partition')} blocked`,
      detail: 'Something they read is missing or failed.',
    };
  }
  if (waiting > 0) {
    const parts = [
      ...(count('stale') > 0 ? [`${plural(count('stale'), 'partition')} stale`] : []),
      ...(count('missing') > 0 ? [`${plural(count('missing'), 'partition')} missing`] : []),
    ];
    return { level: 'work', title: parts.join(', '), detail: 'The next run makes them.' };
  }
  if (facts.lastRun?.status === 'failed') {
    return { level: 'bad', title: 'The last run failed', detail: 'Every partition is fresh all the same.' };
  }
  if (facts.critical > 0) {
    const anomalies = plural(facts.critical, 'critical anomaly', 'critical anomalies');
    return {
      level: 'work',
      title: `Fresh, with ${anomalies}`,
      detail: 'Every partition is fresh; the anomalies are below.',
    };
  }
  return { level: 'good', title: 'All is well', detail: 'Every partition is fresh.' };
}
