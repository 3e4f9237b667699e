import type { RunView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { formatCount } from '../format/format-number.ts';
import { formatAgo, formatDuration, formatInstant } from '../format/format-time.ts';
import { RunStatus } from './run-status.tsx';

/** Runs as lines, newest first. `now` is UTC milliseconds. */
export function RunTable(props: { readonly runs: readonly RunView[]; readonly zone: string; readonly now: number }) {
  return (
    <table className="table-dense">
      <thead>
        <tr>
          <th>Run</th>
          <th>Status</th>
          <th>Started</th>
          <th className="text-right!">Took</th>
          <th className="text-right!">Made</th>
          <th className="text-right!">Failed</th>
          <th>Asked for</th>
        </tr>
      </thead>
      <tbody>
        {props.runs.map((run) => (
          <tr key={run.id}>
            <td>
              <Link href={`/runs/${run.id}`} className="prose-link">
                #{run.id}
              </Link>
            </td>
            <td>
              <RunStatus status={run.status} />
            </td>
            <td className="whitespace-nowrap" title={formatInstant(run.startedAt, props.zone)}>
              {formatAgo(run.startedAt, props.now)}
            </td>
            <td className="text-right whitespace-nowrap">
              {formatDuration(run.durationMs ?? Math.max(0, props.now - run.startedAt))}
            </td>
            <td className="text-right">{formatCount(run.counts.made ?? 0)}</td>
            <td className={`text-right ${(run.counts.failed ?? 0) > 0 ? 'text-bad' : 'text-soft'}`}>
              {formatCount(run.counts.failed ?? 0)}
            </td>
            <td className="min-w-52">
              {run.selection === '' ? 'everything' : <code className="font-mono text-[12px]">{run.selection}</code>}{' '}
              <span className="text-soft">
                {run.kind} by {run.actor}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
