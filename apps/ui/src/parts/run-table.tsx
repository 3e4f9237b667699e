import type { RunView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { agoText } from '../format/ago-text.ts';
import type { Words } from '../words/words.ts';
import { RunStatus } from './run-status.tsx';

/** Runs as lines, newest first. `now` is UTC milliseconds. */
export function RunTable(props: {
  readonly runs: readonly RunView[];
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
          <th>{text.status}</th>
          <th>{text.started}</th>
          <th className="text-right!">{text.took}</th>
          <th className="text-right!">{text.made}</th>
          <th className="text-right!">{text.failed}</th>
          <th>{text.askedFor}</th>
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
              <RunStatus status={run.status} words={words} />
            </td>
            <td className="whitespace-nowrap" title={format.instant(run.startedAt, props.zone)}>
              {agoText(run.startedAt, props.now, words)}
            </td>
            <td className="text-right whitespace-nowrap">
              {format.duration(run.durationMs ?? Math.max(0, props.now - run.startedAt))}
            </td>
            <td className="text-right">{format.count(run.counts.made ?? 0)}</td>
            <td className={`text-right ${(run.counts.failed ?? 0) > 0 ? 'text-bad' : 'text-soft'}`}>
              {format.count(run.counts.failed ?? 0)}
            </td>
            <td className="min-w-52">
              {run.selection === '' ? text.everything : <code className="font-mono text-[12px]">{run.selection}</code>}{' '}
              <span className="text-soft">
                {words.text.status.kindBy(words.text.status.kinds[run.kind] ?? run.kind, run.actor)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
