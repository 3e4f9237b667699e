import type { AssetChecksView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { Card } from '../parts/card.tsx';
import { runHref } from '../runs/run-href.ts';
import type { Words } from '../words/words.ts';

/** What an asset's checks came to when they were last asked, and what they say of its values now. */
export function CheckCard(props: {
  readonly checks: AssetChecksView;
  readonly hrefOf: (partition: string) => string;
  readonly zone: string;
  readonly words: Words;
}) {
  const { checks, count, findings } = props.checks;
  const { text, format } = props.words;
  return (
    <Card title={text.assets.checks} aside={count === 0 ? text.assets.nothingFound : text.assets.findings(count)} flush>
      {checks.length > 0 && (
        <table className="table-dense">
          <thead>
            <tr>
              <th>{text.assets.check}</th>
              <th className="text-right">{text.assets.passed}</th>
              <th className="text-right">{text.assets.found}</th>
              <th>{text.assets.when}</th>
              <th>{text.runs.run}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map(({ check, passed, found, at, run }) => (
              <tr key={check}>
                <td>{check}</td>
                <td className="text-right tabular-nums">{format.count(passed)}</td>
                <td className={`text-right tabular-nums ${found > 0 ? 'text-bad' : ''}`}>{format.count(found)}</td>
                <td className="whitespace-nowrap">{format.instant(at, props.zone)}</td>
                <td>
                  <Link href={runHref(run)} className="prose-link">
                    #{run}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {findings.length > 0 && (
        <ul className="grid gap-1 px-4 py-3">
          {findings.map(({ key, check, severity, message }) => (
            <li key={`${key} ${check}`} className={severity === 'error' ? 'text-bad' : 'text-warn'}>
              <Link href={props.hrefOf(key)} scroll={false} className="prose-link">
                {key}
              </Link>
              : {check}: {message}
            </li>
          ))}
        </ul>
      )}
      {count > findings.length && <p className="px-4 py-2 text-soft">{text.assets.before(count - findings.length)}</p>}
    </Card>
  );
}
