import Link from 'next/link';
import { anomaliesHref, incidentName } from '../anomalies/anomaly-filter.ts';
import { assetHref } from '../assets/asset-name.ts';
import type { Words } from '../words/words.ts';
import type { AnomalyView } from './newest-anomalies.ts';

const tones: Readonly<Record<string, string>> = { critical: 'text-bad', warning: 'text-warn', info: 'text-soft' };

export function Anomalies(props: {
  readonly anomalies: readonly AnomalyView[];
  readonly zone: string;
  readonly unitOf: (asset: string) => string | null;
  readonly words: Words;
  /** What the link says; without it the kind of the anomaly is the link. */
  readonly nameOf?: (asset: string) => string;
}) {
  const { text, format } = props.words;
  if (props.anomalies.length === 0) return <p className="px-4 py-3 text-soft">{text.overview.noAnomalies}</p>;
  return (
    <ul className="divide-y divide-line">
      {props.anomalies.map((anomaly) => {
        const { id, asset, partition, type, severity, start, end } = anomaly;
        const first = format.date(start, props.zone);
        const last = format.date(Math.max(start, end - 1), props.zone);
        const dates = (
          <span className="text-[12px] text-soft">{first === last ? first : text.overview.dateSpan(first, last)}</span>
        );
        const kind = (
          <span className={`font-medium ${tones[severity] ?? 'text-soft'}`}>{text.anomalies.types[type] ?? type}</span>
        );
        const href =
          props.nameOf === undefined
            ? assetHref(asset, partition)
            : `${anomaliesHref({ days: 'all', incident: incidentName({ asset, id }) })}#incident`;
        return (
          <li key={`${asset} ${id}`} className="grid gap-0.5 px-4 py-2">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              {props.nameOf === undefined ? (
                <Link href={href} className="hover:underline">
                  {kind}
                </Link>
              ) : (
                <span>
                  <Link href={href} className="prose-link font-medium">
                    {props.nameOf(asset)}
                  </Link>{' '}
                  {kind}
                </span>
              )}
              {dates}
            </div>
            <p className="text-[13px] text-soft">{text.anomalies.sentence(anomaly, props.unitOf(asset))}</p>
          </li>
        );
      })}
    </ul>
  );
}
