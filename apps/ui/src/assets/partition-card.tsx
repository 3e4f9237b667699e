import Link from 'next/link';
import { Card } from '../parts/card.tsx';
import { Facts } from '../parts/facts.tsx';
import { StatusDot } from '../parts/status-dot.tsx';
import { StepCauses } from '../parts/step-words.tsx';
import { runHref } from '../runs/run-href.ts';
import { factsOfCode } from '../status/status-facts.ts';
import { InputTable } from '../why/input-table.tsx';
import { WhyChain } from '../why/why-chain.tsx';
import type { Words } from '../words/words.ts';
import type { ChosenPartition } from './load-asset.ts';

/** What is recorded about one partition: status, value, the step that made it and why, inputs and versions. */
export function PartitionCard(props: {
  readonly chosen: ChosenPartition;
  readonly unit: string | null;
  readonly zone: string;
  readonly closeHref: string;
  readonly words: Words;
}) {
  const { chosen, unit, zone, closeHref, words } = props;
  const { text, format } = words;
  const { recorded, value } = chosen;
  const status = factsOfCode(chosen.code);
  const step = recorded?.step ?? null;
  return (
    <Card
      id="partition"
      title={text.assets.partition(chosen.key)}
      aside={
        <Link href={closeHref} scroll={false} className="prose-link">
          {text.assets.close}
        </Link>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        <p className="flex items-center gap-2">
          {status === undefined ? (
            <span className="text-soft">{text.assets.outside}</span>
          ) : (
            <>
              <StatusDot status={status.status} />
              <span className="font-medium">{text.status.labels[status.status]}</span>
              <span className="text-soft">{text.status.meanings[status.status]}</span>
            </>
          )}
        </p>
        {chosen.why !== undefined && <WhyChain why={chosen.why} zone={zone} words={words} />}
        {(recorded?.findings ?? []).map(({ check, severity, message }) => (
          <p key={check} className={severity === 'error' ? 'text-bad' : 'text-warn'}>
            {text.assets.check} {check}: {message}
          </p>
        ))}
        {value !== undefined && <Facts facts={valueFacts(value.value, unit, words)} />}
        {step !== null && (
          <p>
            {text.assets.madeBy}{' '}
            <Link href={runHref(step.run)} className="prose-link underline">
              {text.assets.run(step.run)}
            </Link>{' '}
            {text.assets.madeAt(
              text.status.kindBy(text.status.kinds[step.runKind] ?? step.runKind, step.runActor),
              format.instant(step.finishedAt ?? step.startedAt, zone),
            )}{' '}
            <StepCauses causes={step.causes} words={words} />
          </p>
        )}
        {recorded !== undefined && recorded.inputs.length > 0 && (
          <details open className="min-w-0">
            <summary className="cursor-pointer text-soft">{text.assets.inputs}</summary>
            <div className="mt-2">
              <InputTable inputs={chosen.why?.inputs ?? []} facets={recorded.facets} words={words} />
            </div>
          </details>
        )}
      </div>
    </Card>
  );
}

/** A stored record, field by field; what is not known is a dash. Lists are only counted. */
function valueFacts(value: unknown, unit: string | null, { text, format }: Words): [string, string][] {
  const { fields } = text.assets;
  if (value === null || typeof value !== 'object')
    return [[text.assets.value, typeof value === 'string' || typeof value === 'number' ? String(value) : '–']];
  if (Array.isArray(value)) return [[text.assets.entries, format.count(value.length)]];
  return Object.entries(value).flatMap(([name, field]): [string, string][] => {
    const title = fields[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
    if (field === null) return [[title, '–']];
    if (typeof field === 'string')
      return [[title, (name === 'quality' ? text.status.qualities[field] : undefined) ?? field]];
    if (typeof field !== 'number') return [];
    if (name === 'measuredShare') return [[title, format.share(field)]];
    return [[title, format.amount(field, ['close', 'advance', 'consumption'].includes(name) ? unit : null)]];
  });
}
