import type { FailureView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { Card } from '../parts/card.tsx';
import type { Words } from '../words/words.ts';

const shown = 20;

/** The partitions whose last attempt failed, newest partition first. */
export function FailureList(props: {
  readonly failures: readonly FailureView[];
  readonly hrefOf: (partition: string) => string;
  readonly zone: string;
  readonly words: Words;
}) {
  const { text, format } = props.words;
  return (
    <Card title={text.assets.failures} aside={text.status.partitions(props.failures.length)} flush>
      <table className="table-dense">
        <thead>
          <tr>
            <th>{text.assets.onePartition}</th>
            <th>{text.assets.message}</th>
            <th>{text.assets.when}</th>
            <th>{text.runs.run}</th>
          </tr>
        </thead>
        <tbody>
          {props.failures
            .slice(-shown)
            .toReversed()
            .map(({ ordinal, key, message, at, run }) => (
              <tr key={ordinal}>
                <td className="whitespace-nowrap">
                  <Link href={props.hrefOf(key)} scroll={false} className="prose-link">
                    {key}
                  </Link>
                </td>
                <td className="min-w-56 text-bad">{message}</td>
                <td className="whitespace-nowrap">{format.instant(at, props.zone)}</td>
                <td>
                  {run !== null && (
                    <Link href={`/runs/${run}`} className="prose-link">
                      #{run}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {props.failures.length > shown && (
        <p className="px-4 py-2 text-soft">{text.assets.before(props.failures.length - shown)}</p>
      )}
    </Card>
  );
}
