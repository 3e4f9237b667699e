import { runLogLimit } from '../state/recorded-runs.ts';
import type { RunId, RunLogLine } from '../state/run-record.ts';
import type { StateStore } from '../state/state-store.ts';
import { shownFields } from './log-sinks.ts';
import type { LogSink } from './logger.ts';

/**
 * Keeps the lines that name a run in that run's log, where the UI shows them. Lines are collected, and written by `flush`: at the
 * end of a run, and now and then during a long one.
 */
export function runLogSink(store: Pick<StateStore, 'appendRunLog'>): {
  readonly sink: LogSink;
  readonly flush: () => Promise<void>;
} {
  const waiting = new Map<RunId, RunLogLine[]>();
  return {
    sink({ time, level, message, fields }) {
      const { run, asset, span, ...others } = fields;
      if (typeof run !== 'number') return;
      const id = run as RunId; // a run's own logger bears its id
      const lines = waiting.get(id) ?? [];
      waiting.set(id, lines);
      lines.push({
        at: time,
        level,
        message: [message, ...shownFields(others)].join('  '),
        ...(typeof asset === 'string' ? { asset } : {}),
        ...(typeof span === 'string' ? { span } : {}),
      });
      if (lines.length > runLogLimit) lines.shift();
    },
    async flush() {
      const written = [...waiting];
      waiting.clear();
      for (const [run, lines] of written) await store.appendRunLog(run, lines);
    },
  };
}
