import type { LogLineView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { assetHref } from '../assets/asset-name.ts';
import { Card } from '../parts/card.tsx';
import { LinkTabs } from '../parts/link-tabs.tsx';
import type { Words } from '../words/words.ts';
import { FoldLink } from './fold-link.tsx';
import { type LogFilter, passesLogFilter } from './log-filter.ts';
import { linesOf, type RunPiece } from './run-folds.ts';
import { runHref } from './run-href.ts';

const tones: Readonly<Record<string, string>> = { error: 'text-bad', warn: 'text-warn', debug: 'text-soft' };

/** The newest lines that pass the filter; more of them once it stands open. */
export function RunLog(props: {
  readonly run: number;
  readonly lines: readonly LogLineView[];
  readonly filter: LogFilter;
  readonly open: readonly RunPiece[];
  readonly zone: string;
  readonly words: Words;
}) {
  const { run, lines, filter, open, zone } = props;
  const { text, format } = props.words;
  const passing = lines.filter((line) => passesLogFilter(filter, line));
  const kept = passing.slice(-linesOf('log', open));
  const { level: _, ...anyLevel } = filter;
  return (
    <Card
      id="log"
      title={text.runs.log}
      aside={
        <span className="flex flex-wrap items-center gap-3">
          {filter.asset !== undefined && (
            <Link
              href={runHref(run, filter.level === undefined ? {} : { level: filter.level }, { open })}
              className="prose-link"
            >
              {text.runs.onlyAsset(filter.asset)}
            </Link>
          )}
          <LinkTabs
            label={text.runs.log}
            tabs={[
              {
                label: text.runs.allLines,
                href: runHref(run, anyLevel, { open }),
                current: filter.level === undefined,
              },
              {
                label: text.runs.problems,
                href: runHref(run, { ...filter, level: 'problems' }, { open }),
                current: filter.level === 'problems',
              },
            ]}
          />
          {kept.length < lines.length
            ? text.status.of(kept.length, text.status.lines(lines.length))
            : text.status.lines(lines.length)}
        </span>
      }
      flush
    >
      {kept.length === 0 ? (
        <p className="px-4 py-3 text-soft">{text.runs.nothingLogged}</p>
      ) : (
        <>
          <div className="px-4 pt-2 empty:hidden">
            <FoldLink run={run} piece="log" total={passing.length} filter={filter} open={open} words={props.words} />
          </div>
          <ol className="px-4 py-2 font-mono text-[12px] leading-5">
            {kept.map(({ line, at, level, message, asset, span }) => (
              <li key={line} className="flex flex-wrap gap-x-3">
                <time className="text-soft">{format.time(at, zone)}</time>
                <span className={`w-10 ${tones[level] ?? ''}`}>{level}</span>
                <span className="min-w-0 break-words">
                  {asset !== null && (
                    <Link href={assetHref(asset)} className="prose-link">
                      {asset}
                    </Link>
                  )}
                  {asset !== null && message.startsWith(asset) ? message.slice(asset.length) : ` ${message}`}
                </span>
                {span !== null && <span className="text-soft">{span}</span>}
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}
