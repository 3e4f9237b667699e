import { numberIn, qualityIn } from '../series/chart-shape.ts';
import type { Words } from '../words/words.ts';
import type { IncidentEvidence } from './load-anomalies.ts';

const size = { width: 720, height: 130, top: 4 } as const;
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
  const band = usualADay(incident);
  const top = Math.max(1e-9, ...amounts.map((amount) => amount ?? 0), band?.upper ?? 0);
  const low = Math.min(0, ...amounts.map((amount) => amount ?? 0), band?.lower ?? 0);
  const scale = (size.height - size.top - 1) / (top - low);
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
        preserveAspectRatio="none"
        className="block h-32 w-full sm:h-40"
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
      </svg>
      <p aria-hidden="true" className="flex justify-between text-[11px] text-soft">
        <span>{words.format.date(days[0]?.value.start ?? 0, zone)}</span>
        <span>{words.format.date((days.at(-1)?.end ?? 1) - 1, zone)}</span>
      </p>
    </figure>
  );
}

/**
 * What is usual for one day. An incident of several verdicts was judged day by day, each with the bounds of its day; one of a single
 * verdict may lie between two readings that are far apart, and its bounds are of all of that time.
 */
function usualADay({ lower, upper, days, start, end }: IncidentEvidence['incident']) {
  if (lower === null || upper === null) return undefined;
  const length = days > 1 ? 1 : Math.max(1, (end - start) / dayMs);
  return { lower: lower / length, upper: upper / length };
}
