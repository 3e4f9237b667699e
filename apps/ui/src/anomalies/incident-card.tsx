import type { Acknowledgement } from '@meterworks/runtime/read';
import Link from 'next/link';
import { assetHref } from '../assets/asset-name.ts';
import { formatViewInstant } from '../meters/chart-view.ts';
import { meterHref } from '../meters/meter-assets.ts';
import { Card } from '../parts/card.tsx';
import { Facts } from '../parts/facts.tsx';
import type { Words } from '../words/words.ts';
import { AcknowledgeForm } from './acknowledge-form.tsx';
import { EvidenceChart } from './evidence-chart.tsx';
import type { IncidentEvidence } from './load-anomalies.ts';
import { Severity } from './severity.tsx';

const dayMs = 86_400_000;

/** One incident with all that speaks for it. */
export function IncidentCard(props: {
  readonly evidence: IncidentEvidence;
  readonly zone: string;
  readonly isOpen: boolean;
  readonly closeHref: string;
  readonly acknowledgement: Acknowledgement | undefined;
  readonly canAct: boolean;
  readonly words: Words;
}) {
  const { evidence, zone, isOpen, closeHref, acknowledgement, canAct, words } = props;
  const { incident, unit } = evidence;
  const { text, format } = words;
  const own = text.anomalies;
  const amount = (value: number | null) => (value === null ? undefined : format.amount(value, unit));
  const [lower, upper] = [amount(incident.lower), amount(incident.upper)];
  const margin = Math.max(14 * dayMs, (incident.end - incident.start) * 0.5);
  const onChart = meterHref(incident.meter, {
    from: formatViewInstant(minute(incident.start - margin), zone),
    to: formatViewInstant(minute(incident.end + margin), zone),
  });
  return (
    <Card
      id="incident"
      title={`${incident.meter}: ${own.types[incident.type] ?? incident.type}`}
      aside={
        <Link href={closeHref} scroll={false} className="prose-link">
          {own.closeIncident}
        </Link>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <Severity severity={incident.severity} words={words} />
          <span className="text-[15px] font-medium break-words">{own.sentence(incident, unit)}</span>
        </p>
        <Facts
          facts={[
            [own.from, format.minute(incident.start, zone)],
            [isOpen ? own.state : own.until, isOpen ? own.states.open : format.minute(incident.end, zone)],
            [own.lasts, format.duration(incident.end - incident.start)],
            ...(incident.observed === null ? [] : [[own.observed, amount(incident.observed) ?? '–'] as const]),
            ...(incident.expected === null ? [] : [[own.expected, amount(incident.expected) ?? '–'] as const]),
            ...(lower === undefined || upper === undefined ? [] : [[own.band, own.between(lower, upper)] as const]),
            ...(incident.score === null
              ? []
              : [[own.score, own.times(format.amount(Math.abs(incident.score)))] as const]),
            [own.evidence, own.verdicts(incident.days)],
          ]}
        />
        <EvidenceChart evidence={evidence} zone={zone} words={words} />
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          <Link href={onChart} className="prose-link">
            {own.onChart}
          </Link>
          <Link href={assetHref(incident.asset, incident.lastDay)} className="prose-link">
            {own.why}
          </Link>
        </p>
        {acknowledgement !== undefined && (
          <p>
            <span className="text-soft">
              {own.acknowledgedBy(acknowledgement.actor, format.minute(acknowledgement.at, zone))}
            </span>{' '}
            {acknowledgement.note}
          </p>
        )}
        {canAct && (
          <AcknowledgeForm
            key={incident.id}
            asset={incident.asset}
            incident={incident.id}
            isSeen={acknowledgement !== undefined}
          />
        )}
      </div>
    </Card>
  );
}

function minute(at: number): number {
  return Math.round(at / 60_000) * 60_000;
}
