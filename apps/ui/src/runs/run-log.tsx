import type { LogLineView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { assetHref } from '../assets/asset-name.ts';
import { formatInstant } from '../format/format-time.ts';
import { plural } from '../format/plural.ts';
import { Card } from '../parts/card.tsx';

const tones: Readonly<Record<string, string>> = { error: 'text-bad', warn: 'text-warn', debug: 'text-soft' };

export function RunLog({ lines, zone }: { readonly lines: readonly LogLineView[]; readonly zone: string }) {
  return (
    <Card title="Log" aside={plural(lines.length, 'line')} flush>
      {lines.length === 0 ? (
        <p className="px-4 py-3 text-soft">Nothing was logged.</p>
      ) : (
        <ol className="px-4 py-2 font-mono text-[12px] leading-5">
          {lines.map(({ line, at, level, message, asset, span }) => (
            <li key={line} className="flex flex-wrap gap-x-3">
              <time className="text-soft">{formatInstant(at, zone).slice(11)}</time>
              <span className={`w-10 ${tones[level] ?? ''}`}>{level}</span>
              <span className="min-w-0 break-words">{message}</span>
              {asset !== null && (
                <Link href={assetHref(asset)} className="prose-link">
                  {asset}
                </Link>
              )}
              {span !== null && <span className="text-soft">{span}</span>}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
