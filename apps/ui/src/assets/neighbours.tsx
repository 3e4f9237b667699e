import type { AssetView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { StatusDot } from '../parts/status-dot.tsx';
import { worstStatus } from '../status/status-facts.ts';
import type { Words } from '../words/words.ts';
import { assetHref } from './asset-name.ts';

/** Assets on one side of another, each with the worst of its statuses and how it is read. */
export function Neighbours(props: {
  readonly title: string;
  readonly assets: readonly AssetView[];
  readonly noteOf: (asset: AssetView) => string;
  readonly words: Words;
}) {
  const { nothing, labels } = props.words.text.status;
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-[12px] text-soft">{props.title}</h3>
      {props.assets.length === 0 && <p className="text-soft">{nothing}</p>}
      <ul className="grid gap-1">
        {props.assets.map((asset) => {
          const status = worstStatus(asset.summary?.counts ?? {});
          return (
            <li key={asset.key} className="flex flex-wrap items-baseline gap-x-2">
              {status !== undefined && <StatusDot status={status} />}
              <Link href={assetHref(asset.key)} className="prose-link break-all">
                {asset.key}
              </Link>
              <span className="text-[12px] text-soft">
                {status !== undefined && `${labels[status]} · `}
                {props.noteOf(asset)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
