import type { HistoryEntry } from '@meterworks/runtime/read';
import Link from 'next/link';
import { agoText } from '../format/ago-text.ts';
import { RunStatus } from '../parts/run-status.tsx';
import { StepCells, StepHeads } from '../parts/step-cells.tsx';
import type { Words } from '../words/words.ts';

/** Materializations, newest first. `now` is UTC milliseconds. */
export function HistoryTable(props: {
  readonly history: readonly HistoryEntry[];
  readonly zone: string;
  readonly now: number;
  readonly words: Words;
}) {
  const { words } = props;
  const { format } = words;
  const text = words.text.runs;
  return (
    <table className="table-dense">
      <thead>
        <tr>
          <th>{text.run}</th>
          <th>{words.text.assets.when}</th>
          <th>{text.status}</th>
          <StepHeads words={words} />
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
            <td className="whitespace-nowrap" title={format.instant(step.startedAt, props.zone)}>
              {agoText(step.startedAt, props.now, words)}
            </td>
            <td>
              <RunStatus status={step.status} words={words} />
              {step.error !== null && <p className="max-w-80 text-bad">{step.error}</p>}
            </td>
            <StepCells step={step} words={words} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
