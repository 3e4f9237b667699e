import type { RetryView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { assetHref } from '../assets/asset-name.ts';
import type { Words } from '../words/words.ts';

/** Steps that wait for their next try, or are in it. `now` is UTC milliseconds. */
export function RetryList(props: {
  readonly retries: readonly RetryView[];
  readonly zone: string;
  readonly now: number;
  readonly words: Words;
}) {
  const { format, text } = props.words;
  return (
    <ul className="mt-3 grid gap-1 empty:hidden">
      {props.retries.map(({ asset, attempt, of, at, message }) => (
        <li key={asset} className="break-words">
          <Link href={assetHref(asset)} className="prose-link">
            {asset}
          </Link>{' '}
          <span className="text-warn">
            {(at > props.now ? text.runs.waitsForTry : text.runs.inTry)(
              attempt,
              of,
              format.instant(at, props.zone),
              message,
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
