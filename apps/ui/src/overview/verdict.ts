import type { Texts } from '../words/texts.ts';

export interface Verdict {
  readonly level: 'good' | 'work' | 'bad';
  readonly title: string;
  readonly detail: string;
}

/** One answer to "is all well?", from the counts of all declared assets and the runs. */
export function verdictOf(
  facts: {
    readonly counts: Readonly<Record<string, number>>;
    readonly running: number;
    readonly lastRun: { readonly status: string } | undefined;
    /** Critical anomalies of the last days. */
    readonly critical: number;
  },
  text: Texts['overview']['verdict'],
): Verdict {
  const count = (status: string) => facts.counts[status] ?? 0;
  const waiting = count('missing') + count('stale');
  if (count('failed') > 0) {
    return {
      level: 'bad',
      title: text.failed(count('failed')),
      detail: text.failedDetail(count('blocked')),
    };
  }
  if (facts.running > 0) {
    return {
      level: 'work',
      title: text.running(facts.running),
      detail: text.runningDetail(waiting),
    };
  }
  if (count('blocked') > 0) {
    return {
      level: 'bad',
      title: text.blocked(count('blocked')),
      detail: text.blockedDetail,
    };
  }
  if (waiting > 0) {
    const parts = [
      ...(count('stale') > 0 ? [text.stale(count('stale'))] : []),
      ...(count('missing') > 0 ? [text.missing(count('missing'))] : []),
    ];
    return { level: 'work', title: parts.join(', '), detail: text.waitingDetail };
  }
  if (facts.lastRun?.status === 'failed') {
    return { level: 'bad', title: text.lastFailed, detail: text.lastFailedDetail };
  }
  if (facts.critical > 0) {
    return {
      level: 'work',
      title: text.critical(facts.critical),
      detail: text.criticalDetail,
    };
  }
  return { level: 'good', title: text.good, detail: text.goodDetail };
}
