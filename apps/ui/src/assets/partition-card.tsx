import Link from 'next/link';
import { formatAmount, formatShare } from '../format/format-number.ts';
import { formatInstant } from '../format/format-time.ts';
import { Card } from '../parts/card.tsx';
import { Facts } from '../parts/facts.tsx';
import { StatusDot } from '../parts/status-dot.tsx';
import { StepCauses } from '../parts/step-words.tsx';
import { factsOfCode } from '../status/status-facts.ts';
import type { ChosenPartition } from './load-asset.ts';

/** What is recorded about one partition: status, value, the step that made it and why, inputs and versions. */
export function PartitionCard(props: {
  readonly chosen: ChosenPartition;
  readonly unit: string | null;
  readonly zone: string;
  readonly closeHref: string;
}) {
  const { chosen, unit, zone, closeHref } = props;
  const { recorded, failure, value } = chosen;
  const status = factsOfCode(chosen.code);
  const step = recorded?.step ?? null;
  return (
    <Card
      title={`Partition ${chosen.key}`}
      aside={
        <Link href={closeHref} scroll={false} className="prose-link">
          Close
        </Link>
      }
    >
      <div className="grid gap-4">
        <p className="flex items-center gap-2">
          {status === undefined ? (
            <span className="text-soft">There is no such partition: the asset does not reach there.</span>
          ) : (
            <>
              <StatusDot status={status.status} />
              <span className="font-medium">{status.label}</span>
              <span className="text-soft">{status.meaning}</span>
            </>
          )}
        </p>
        {failure !== undefined && (
          <p className="text-bad">
            {failure.message}
            {failure.run !== null && (
              <>
                {' '}
                <Link href={`/runs/${failure.run}`} className="prose-link">
                  run #{failure.run}
                </Link>
              </>
            )}
          </p>
        )}
        {value !== undefined && <Facts facts={valueFacts(value.value, unit)} />}
        {step !== null && (
          <p>
            Made by{' '}
            <Link href={`/runs/${step.run}`} className="prose-link">
              run #{step.run}
            </Link>{' '}
            ({step.runKind} by {step.runActor}) at {formatInstant(step.finishedAt ?? step.startedAt, zone)}, because:{' '}
            <StepCauses causes={step.causes} />
          </p>
        )}
        {recorded !== undefined && recorded.inputs.length > 0 && (
          <details>
            <summary className="cursor-pointer text-soft">Inputs and versions</summary>
            <ul className="mt-2 grid gap-1 font-mono text-[12px] break-all">
              {recorded.inputs.map(({ dep, count, hash }) => (
                <li key={dep}>
                  {dep} <span className="text-soft">× {count}</span> {hash}
                </li>
              ))}
              {recorded.facets.map(({ facet, version, changedSeq }) => (
                <li key={facet}>
                  <span className="text-soft">own</span> {facet === '' ? 'value' : facet} {version}{' '}
                  <span className="text-soft">changed by commit {changedSeq}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Card>
  );
}

const names: Readonly<Record<string, string>> = { measuredShare: 'Measured', unknownDays: 'Unknown days' };

/** A stored record, field by field; what is not known is a dash. Lists are only counted. */
function valueFacts(value: unknown, unit: string | null): [string, string][] {
  if (value === null || typeof value !== 'object')
    return [['Value', typeof value === 'string' || typeof value === 'number' ? String(value) : '–']];
  if (Array.isArray(value)) return [['Entries', String(value.length)]];
  return Object.entries(value).flatMap(([name, field]): [string, string][] => {
    const title = names[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
    if (field === null) return [[title, '–']];
    if (typeof field === 'string') return [[title, field]];
    if (typeof field !== 'number') return [];
    if (name === 'measuredShare') return [[title, formatShare(field)]];
    return [[title, formatAmount(field, ['close', 'advance', 'consumption'].includes(name) ? unit : null)]];
  });
}
