import type { Anomaly } from '@meterworks/meters';
import type { AssetStatus } from '@meterworks/runtime';
import type { Notice } from '@meterworks/runtime/notify';
import type { RunView, TickView } from '@meterworks/runtime/read';

/** What a house has to tell, in words. Pure. */

export const noticeKinds = {
  run: 'run-failed',
  source: 'source-failed',
  anomaly: 'anomaly',
  silent: 'silent-meter',
  overdue: 'overdue',
  restarted: 'restarted',
} as const;

/** Runs for the same are one matter: the newest of them says how it stands. */
export function runKey({ kind, actor }: Pick<RunView, 'kind' | 'actor'>): string {
  return `run/${kind}/${actor}`;
}

/** Undefined for a run that went well, or that somebody ended. */
export function runNotice(run: RunView, at: number): Notice | undefined {
  const { id, kind, actor, status, counts, error } = run;
  if (status !== 'failed' && status !== 'partial') return undefined;
  const failed = counts.failed ?? 0;
  const parts = failed > 0 ? `${failed} of ${counts.planned ?? failed} partitions failed` : 'it broke off';
  return {
    key: runKey(run),
    kind: noticeKinds.run,
    severity: status === 'failed' ? 'critical' : 'warning',
    title: `Run ${id} (${kind} for ${actor}) ${status === 'failed' ? 'failed' : 'was done in part'}`,
    text: error === null ? `${parts}.` : `${parts}, first ${error}`,
    at,
    facts: { run: id, runKind: kind, actor, status, counts },
  };
}

export function tickKey(schedule: string): string {
  return `schedule/${schedule}`;
}

/** Undefined for a tick that came as far as a run, or ended well. */
export function tickNotice(
  { schedule, run, status, outcome }: Pick<TickView, 'schedule' | 'run' | 'status' | 'outcome'>,
  at: number,
): Notice | undefined {
  if (status !== 'failed' || run !== null) return undefined;
  return {
    key: tickKey(schedule),
    kind: noticeKinds.run,
    severity: 'critical',
    title: `The schedule ${schedule} could not run`,
    text: outcome ?? 'It failed.',
    at,
    facts: { schedule },
  };
}

export function sourceKey(source: string): string {
  return `source/${source}`;
}

export function sourceNotice(source: string, error: string, at: number): Notice {
  return {
    key: sourceKey(source),
    kind: noticeKinds.source,
    severity: 'warning',
    title: `The source ${source} cannot be asked`,
    text: error,
    at,
    facts: { source },
  };
}

const anomalyWords: Readonly<Record<Anomaly['type'], string>> = {
  spike: 'far more than expected',
  drop: 'far less than expected',
  stuck: 'stands still',
  continuous_flow: 'flows without a pause',
  register_decrease: 'register fell',
  reset: 'register was reset',
  rollover: 'register rolled over',
  implausible_rate: 'implausible rate',
  silent: 'is silent',
  balance: 'parts and whole differ',
  step: 'stays at another level',
};

export function anomalyKey(id: string): string {
  return `anomaly/${id}`;
}

export function anomalyNotice(meter: string, anomaly: Anomaly): Notice {
  const { id, type, severity, start, end, observed, expected, message } = anomaly;
  return {
    key: anomalyKey(id),
    kind: type === 'silent' ? noticeKinds.silent : noticeKinds.anomaly,
    severity,
    title: `${meter}: ${anomalyWords[type]}`,
    text: message,
    at: end,
    facts: {
      meter,
      type,
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
      observed: Number.isNaN(observed) ? null : observed,
      expected: Number.isNaN(expected) ? null : expected,
    },
  };
}

export const overdueKey = 'overdue';
const namedAssets = 5;

/** Undefined where everything is up to date. */
export function overdueNotice(statuses: readonly AssetStatus[], hours: number, at: number): Notice | undefined {
  const late = statuses.flatMap(({ asset, counts: { missing, stale, failed, blocked } }) => {
    const count = missing + stale + failed + blocked;
    return count === 0 ? [] : [{ asset, count }];
  });
  if (late.length === 0) return undefined;
  const named = late.slice(0, namedAssets).map(({ asset, count }) => `${asset} (${count})`);
  const more = late.length - named.length;
  return {
    key: overdueKey,
    kind: noticeKinds.overdue,
    severity: 'warning',
    title: `${late.length === 1 ? '1 asset is' : `${late.length} assets are`} out of date`,
    text: `For more than ${hours} hours something has been missing, stale or failed; now: ${named.join(', ')}${
      more > 0 ? ` and ${more} more` : ''
    }.`,
    at,
    facts: { assets: late.map(({ asset, count }) => ({ asset, partitions: count })) },
  };
}

export function restartNotice(since: string, at: number): Notice {
  return {
    key: 'restarted',
    kind: noticeKinds.restarted,
    severity: 'warning',
    title: 'The daemon was started again after it had ended abruptly',
    text: `It is at work since ${since}. What it was doing when it ended is made again.`,
    at,
  };
}
