import type { StepView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { assetHref } from '../assets/asset-name.ts';
import { RunStatus } from '../parts/run-status.tsx';
import { StepCells, StepHeads } from '../parts/step-cells.tsx';
import type { Words } from '../words/words.ts';
import { runHref } from './run-href.ts';

/** What each step of a run did, with the way to its lines of the log. */
export function StepTable({ steps, words }: { readonly steps: readonly StepView[]; readonly words: Words }) {
  const text = words.text.runs;
  return (
    <table className="table-dense">
      <thead>
        <tr>
          <th>{text.asset}</th>
          <th>{text.status}</th>
          <StepHeads words={words} />
          <th>{text.log}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.id}>
            <td className="min-w-48">
              <Link href={assetHref(step.asset)} className="prose-link">
                {step.asset}
              </Link>
              {step.error !== null && <p className="text-bad">{step.error}</p>}
            </td>
            <td>
              <RunStatus status={step.status} words={words} />
              {step.attempts > 1 && <p className="text-soft whitespace-nowrap">{text.tries(step.attempts)}</p>}
            </td>
            <StepCells step={step} words={words} />
            <td>
              <Link
                href={runHref(step.run, { asset: step.asset })}
                aria-label={text.logOf(step.asset)}
                className="prose-link"
              >
                {text.log}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
