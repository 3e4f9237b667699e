import type { PartitionView, WhyInput } from '@meterworks/runtime/read';
import Link from 'next/link';
import { assetHref } from '../assets/asset-name.ts';
import { ScrollBox } from '../parts/scroll-box.tsx';
import type { Words } from '../words/words.ts';

/** What a partition was made of, with the versions then and now, and the versions of its own value. */
export function InputTable(props: {
  readonly inputs: readonly WhyInput[];
  readonly facets: PartitionView['facets'];
  readonly words: Words;
}) {
  const { inputs, facets, words } = props;
  const { why, assets } = words.text;
  return (
    <ScrollBox>
      <table className="table-dense">
        <thead>
          <tr>
            <th>{why.input}</th>
            <th>{why.partitions}</th>
            <th className="text-right!">{why.count}</th>
            <th>{why.version}</th>
            <th>{why.lastChanged}</th>
          </tr>
        </thead>
        <tbody>
          {inputs.map((input) => (
            <tr key={`${input.name} ${input.asset} ${input.facet}`}>
              <td>
                <Link href={assetHref(input.asset, input.newest?.partition)} className="prose-link whitespace-nowrap">
                  {input.asset}
                </Link>
                {input.facet !== '' && <span className="text-soft"> {input.facet}</span>}
              </td>
              <td className="whitespace-nowrap">
                {spanText(input) ?? <span className="text-soft">{why.notRead}</span>}
              </td>
              <td className="text-right">{words.format.count(input.count)}</td>
              <td className="font-mono text-[12px] whitespace-nowrap" title={input.hash}>
                {input.version ?? input.hash}
              </td>
              <td className="whitespace-nowrap">
                {input.newest !== null && why.commit(input.newest.seq)}{' '}
                <span className={input.changedSince > 0 ? 'text-warn' : 'text-soft'}>
                  {input.changedSince > 0 ? why.since(input.changedSince) : why.unchanged}
                </span>
              </td>
            </tr>
          ))}
          {facets.map(({ facet, version, changedSeq }) => (
            <tr key={`own ${facet}`}>
              <td className="text-soft" colSpan={3}>
                {why.result}
                {!['', 'value'].includes(facet) && ` · ${facet}`}
              </td>
              <td className="font-mono text-[12px] whitespace-nowrap">{version}</td>
              <td className="whitespace-nowrap text-soft">{assets.changedBy(changedSeq)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function spanText({ span, count }: WhyInput): string | undefined {
  if (span === null) return count === 0 ? undefined : '–';
  return span.from === span.to ? span.from : `${span.from} … ${span.to}`;
}
