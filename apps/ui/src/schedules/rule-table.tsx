import type { AutomationView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { assetHref } from '../assets/asset-name.ts';
import type { Words } from '../words/words.ts';

/** What the rules of automation decided last, an asset a line. */
export function RuleTable(props: {
  readonly decisions: readonly AutomationView[];
  readonly zone: string;
  readonly words: Words;
}) {
  const { words, zone } = props;
  const text = words.text.schedules;
  return (
    <table className="table-dense">
      <thead>
        <tr>
          <th>{words.text.runs.asset}</th>
          <th>{text.rule}</th>
          <th>{text.decidedAt}</th>
          <th>{text.decision}</th>
        </tr>
      </thead>
      <tbody>
        {props.decisions.map((decision) => (
          <tr key={decision.asset}>
            <td>
              <Link href={assetHref(decision.asset)} className="prose-link whitespace-nowrap">
                {decision.asset}
              </Link>
            </td>
            <td className="whitespace-nowrap">{text.ruleKinds[decision.rule]}</td>
            <td className="whitespace-nowrap">{words.format.minute(decision.decidedAt, zone)}</td>
            <td className="min-w-64">{text.ruleSaid(decision)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
