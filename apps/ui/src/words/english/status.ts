import type { Formats } from '../formats.ts';

/** How things stand, and the words that all pages share. */
export const status = (format: Formats) => {
  const plural = (count: number, one: string, many = `${one}s`) => `${format.count(count)} ${count === 1 ? one : many}`;
  return {
    partitions: (count: number) => plural(count, 'partition'),
    assets: (count: number) => plural(count, 'asset'),
    steps: (count: number) => plural(count, 'step'),
    lines: (count: number) => plural(count, 'line'),
    of: (count: number, all: string) => `${format.count(count)} of ${all}`,
    nothing: 'nothing',
    noPartitions: 'no partitions',
    noPartition: 'no partition',
    justNow: 'just now',
    ago: (count: number, unit: 'd' | 'h' | 'min') => `${count} ${unit} ago`,
    labels: {
      running: 'running',
      queued: 'queued',
      failed: 'failed',
      blocked: 'blocked',
      missing: 'missing',
      stale: 'stale',
      fresh: 'fresh',
    },
    meanings: {
      running: 'being made now',
      queued: 'waiting for its turn in a run',
      failed: 'the last attempt failed; an older value may stand',
      blocked: 'something it reads failed or is missing',
      missing: 'never made',
      stale: 'made, but of other inputs, code or configuration than those of now',
      fresh: 'made of what is there now',
    },
    runs: {
      running: 'running',
      success: 'success',
      partial: 'partial',
      failed: 'failed',
      cancelled: 'cancelled',
      waiting: 'waiting',
      paused: 'paused',
      skipped: 'skipped',
    } as Readonly<Record<string, string>>,
    causes: {
      'input-changed': 'an input changed',
      'input-added': 'an input was added',
      'input-removed': 'an input was removed',
      'code-changed': 'the code changed',
      'config-changed': 'the configuration changed',
      'deps-differ': 'other dependencies were declared',
      'upstream-not-fresh': 'something upstream was not fresh',
      'not-made': 'not made before',
    } as Readonly<Record<string, string>>,
    qualities: {
      measured: 'measured',
      estimated: 'estimated',
      extrapolated: 'extrapolated',
      unknown: 'unknown',
    } as Readonly<Record<string, string>>,
    kinds: {
      materialize: 'materialization',
      refresh: 'refresh',
      schedule: 'schedule',
      backfill: 'backfill',
      retry: 'retry',
      observe: 'observation',
    } as Readonly<Record<string, string>>,
    kindBy: (kind: string, actor: string) => `${kind} by ${actor}`,
  };
};
