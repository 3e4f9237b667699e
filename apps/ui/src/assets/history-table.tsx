import type { HistoryEntry } from '@meterworks/runtime/read';
import Link from 'next/link';
import { formatCount } from '../format/format-number.ts';
import { formatAgo, formatDuration, formatInstant } from '../format/format-time.ts';
import { RunStatus } from '../parts/run-status.tsx';
import { StepCauses, StepSpan } from '../parts/step-words.tsx';

/** Materializations, newest first. `now` is UTC milliseconds. */
export function HistoryTable(props: {
  readonly history: readonly HistoryEntry[];
  readonly zone: string;
  readonly now: number;
}) {
  return (
    <table className="table-dense">
      <thead>
        <tr>
          <th>Run</th>
          <th>When</th>
          <th>Status</th>
          <th>Partitions</th>
          <th className="text-right!">Made</th>
          <th className="text-right!">Changed</th>
          <th className="text-right!">Cut off</th>
          <th className="text-right!">Failed</th>
          <th className="text-right!">Took</th>
          <th>Because</th>
        </tr>
      </thead>
      <tbody>
        {props.history.map((step) => (
          <tr key={step.id}>
            <td className="whitespace-nowrap">
              <Link href={`/runs/${step.run}`} className="prose-link">
                #{step.run}
              </Link>{' '}
              <span className="text-soft">{step.runActor}</span>
            </td>
            <td className="whitespace-nowrap" title={formatInstant(step.startedAt, props.zone)}>
              {formatAgo(step.startedAt, props.now)}
            </td>
            <td>
              <RunStatus status={step.status} />
              {step.error !== null && <p className="max-w-80 text-bad">{step.error}</p>}
            </td>
            <td>
              <StepSpan step={step} />
            </td>
            <td className="text-right">{formatCount(step.made)}</td>
            <td className="text-right">{formatCount(step.changed)}</td>
            <td className="text-right">{formatCount(step.cutOff)}</td>
            <td className={`text-right ${step.failed > 0 ? 'text-bad' : ''}`}>{formatCount(step.failed)}</td>
            <td className="text-right whitespace-nowrap">
              {step.durationMs === null ? '' : formatDuration(step.durationMs)}
            </td>
            <td className="min-w-48">
              <StepCauses causes={step.causes} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
