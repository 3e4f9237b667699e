import type { WhyView } from '@meterworks/runtime/read';
import Link from 'next/link';
import { assetHref } from '../assets/asset-name.ts';
import { runHref } from '../runs/run-href.ts';
import type { Words } from '../words/words.ts';
import { linkWords, whySentence } from './why-words.ts';

/** Why a partition is what it is: one sentence, then link by link the way to the root, with runs and their logs. */
export function WhyChain(props: { readonly why: WhyView; readonly zone: string; readonly words: Words }) {
  const { why, zone, words } = props;
  const { text, format } = words;
  return (
    <section aria-labelledby="why-title" className="grid gap-2 rounded-md bg-sunken px-3 py-2.5">
      <h3 id="why-title" className="text-[12px] text-soft">
        {text.why.title}
      </h3>
      <p className="text-[15px] leading-snug font-medium break-words">{whySentence(why, zone, words)}</p>
      {why.chain.length > 1 && (
        <ol aria-label={text.why.chain} className="mt-1 grid border-l-2 border-line-strong">
          {why.chain.map((link, i) => (
            <li key={`${link.asset} ${link.partition} ${link.cause.kind}`} className="relative grid gap-0.5 py-1 pl-4">
              <span
                aria-hidden="true"
                className={`absolute top-[0.85em] -left-[5px] size-2 rounded-full ${i === why.chain.length - 1 ? 'bg-accent' : 'bg-line-strong'}`}
              />
              <span className="break-words">
                {linkWords(link, zone, words)}
                {link.cause.kind === 'config-changed' && link.cause.from !== null && (
                  <code className="ml-2 font-mono text-[12px] break-all text-soft">
                    {text.why.madeWith} {JSON.stringify(link.cause.from)}
                  </code>
                )}
              </span>
              <span className="flex flex-wrap gap-x-3 text-[12px] text-soft">
                <Link href={assetHref(link.asset, link.partition)} className="prose-link break-all">
                  {link.asset} {link.partition}
                </Link>
                {link.at !== null && <time>{format.instant(link.at, zone)}</time>}
                {link.run !== null && (
                  <>
                    <Link href={runHref(link.run)} className="prose-link">
                      {text.assets.run(link.run)}
                    </Link>
                    <Link href={runHref(link.run, { asset: link.asset })} className="prose-link">
                      {text.why.log}
                    </Link>
                  </>
                )}
                {i === why.chain.length - 1 && <span>{text.why.root}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
