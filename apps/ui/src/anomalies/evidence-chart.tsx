import { numberIn, qualityIn } from '../series/chart-shape.ts';
import type { Words } from '../words/words.ts';
import type { IncidentEvidence } from './load-anomalies.ts';

const size = { width: 720, height: 130, bottom: 18, top: 6 } as const;
const dayMs = 86_400_000;

/** Daily amounts around an incident: its own days dark, what is usual as a strip, per day where the incident is longer. */
export function EvidenceChart(props: {
  readonly evidence: IncidentEvidence;
  readonly zone: string;
  readonly words: Words;
}) {
  const { evidence, zone, words } = props;
  const { incident, days, unit, asset } = evidence;
  const text = words.text.anomalies;
  if (days.length === 0 || asset === undefined) return null;
  const amounts = days.map(({ value }) => numberIn(value.value, 'consumption') ?? numberIn(value.value, 'advance'));
  // Amounts of an incident are of all of its time: a day's share of it can be compared with a day.
  const length = Math.max(1, (incident.end - incident.start) / dayMs);
  const band =
    incident.lower === null || incident.upper === null
      ? undefined
      : { lower: incident.lower / length, upper: incident.upper / length };
  const top = Math.max(1e-9, ...amounts.map((amount) => amount ?? 0), band?.upper ?? 0);
  const low = Math.min(0, ...amounts.map((amount) => amount ?? 0), band?.lower ?? 0);
  const scale = (size.height - size.bottom - size.top) / (top - low);
  const y = (amount: number) => size.top + (top - amount) * scale;
  const step = size.width / days.length;
  return (
    <figure className="grid gap-1">
      <figcaption className="text-[12px] text-soft">
        {text.neighbours}. {text.duringIt}
      </figcaption>
      <svg
        role="img"
        aria-label={text.neighboursLabel(asset)}
        viewBox={`0 0 ${size.width} ${size.height}`}
        className="block h-auto w-full"
      >
        {band !== undefined && (
          <rect
            x="0"
            width={size.width}
            y={y(band.upper)}
            height={Math.max(1, (band.upper - band.lower) * scale)}
            fill="var(--status-fresh)"
            opacity="0.18"
          />
        )}
        {days.map(({ value, end }, i) => {
          const amount = amounts[i];
          if (amount === null || amount === undefined) return null;
          const during = value.start < incident.end && end > incident.start;
          const quality = qualityIn(value.value);
          return (
            <rect
              key={value.key}
              x={i * step + step * 0.1}
              width={Math.max(1, step * 0.8)}
              y={Math.min(y(amount), y(0))}
              height={Math.max(0.75, Math.abs(amount) * scale)}
              fill={during ? 'var(--bad)' : 'var(--series)'}
              opacity={quality === 'measured' ? 1 : 0.45}
            >
              <title>{`${value.key}: ${words.format.amount(amount, unit)}, ${words.text.status.qualities[quality] ?? quality}`}</title>
            </rect>
          );
        })}
        <line x1="0" x2={size.width} y1={y(0)} y2={y(0)} stroke="var(--line-strong)" />
        <text x="0" y={size.height - 4} fontSize="12" fill="var(--ink-soft)">
          {words.format.date(days[0]?.value.start ?? 0, zone)}
        </text>
        <text x={size.width} y={size.height - 4} textAnchor="end" fontSize="12" fill="var(--ink-soft)">
          {words.format.date((days.at(-1)?.end ?? 1) - 1, zone)}
        </text>
      </svg>
    </figure>
  );
}
