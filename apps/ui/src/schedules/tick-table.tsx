import type { TickView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { RunStatus } from '../parts/run-status.tsx';
import type { Words } from '../words/words.ts';

/** The latest decisions of a schedule, newest first, each with its sentence. */
export function TickTable(props: {
  readonly ticks: readonly TickView[];
  readonly zone: string;
  readonly words: Words;
}) {
  const { words, zone } = props;
  const text = words.text.schedules;
  return (
    <table className="table-dense">
      <thead>
        <tr>
          <th>{text.due}</th>
          <th>{text.decision}</th>
          <th>{words.text.runs.status}</th>
          <th>{words.text.runs.run}</th>
        </tr>
      </thead>
      <tbody>
        {props.ticks.map((tick) => (
          <tr key={tick.id}>
            <td className="whitespace-nowrap">{words.format.minute(tick.due, zone)}</td>
            <td className="min-w-64">
              {text.decided(tick, (instant) => words.format.minute(instant, zone))}
              {text.cameTo(tick) !== null && <span className="text-soft"> {text.cameTo(tick)}</span>}
            </td>
            <td>{tick.status === null ? '–' : <RunStatus status={tick.status} words={words} />}</td>
            <td>
              {tick.run === null ? (
                '–'
              ) : (
                <Link href={`/runs/${tick.run}`} className="prose-link">
                  #{tick.run}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
