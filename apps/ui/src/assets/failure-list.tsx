import type { FailureView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { formatInstant } from '../format/format-time.ts';
import { plural } from '../format/plural.ts';
import { Card } from '../parts/card.tsx';

const shown = 20;

/** The partitions whose last attempt failed, newest partition first. */
export function FailureList(props: {
  readonly failures: readonly FailureView[];
  readonly hrefOf: (partition: string) => string;
  readonly zone: string;
}) {
  return (
    <Card title="Failures" aside={plural(props.failures.length, 'partition')} flush>
      <table className="table-dense">
        <thead>
          <tr>
            <th>Partition</th>
            <th>Message</th>
            <th>When</th>
            <th>Run</th>
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
                <td className="whitespace-nowrap">{formatInstant(at, props.zone)}</td>
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
        <p className="px-4 py-2 text-soft">and {props.failures.length - shown} before them</p>
      )}
    </Card>
  );
}
