import type { LogLineView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { assetHref } from '../assets/asset-name.ts';
import { Card } from '../parts/card.tsx';
import type { Words } from '../words/words.ts';

const tones: Readonly<Record<string, string>> = { error: 'text-bad', warn: 'text-warn', debug: 'text-soft' };

export function RunLog(props: {
  readonly lines: readonly LogLineView[];
  readonly zone: string;
  readonly words: Words;
}) {
  const { lines, zone } = props;
  const { text, format } = props.words;
  return (
    <Card title={text.runs.log} aside={text.status.lines(lines.length)} flush>
      {lines.length === 0 ? (
        <p className="px-4 py-3 text-soft">{text.runs.nothingLogged}</p>
      ) : (
        <ol className="px-4 py-2 font-mono text-[12px] leading-5">
          {lines.map(({ line, at, level, message, asset, span }) => (
            <li key={line} className="flex flex-wrap gap-x-3">
              <time className="text-soft">{format.time(at, zone)}</time>
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
