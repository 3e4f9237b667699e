import type { Metadata } from 'next';
import Form from 'next/form';
import Link from 'next/link';
import { queryOf } from '../../address/query-of.ts';
import { assetHref, stageOf } from '../../assets/asset-name.ts';
import { ask } from '../../data/house.ts';
import { holdsWords } from '../../lineage/lineage-filter.ts';
import { type LineageItem, lineageItems } from '../../lineage/lineage-model.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyHouse } from '../../parts/empty-house.tsx';
import { MiniStrip } from '../../parts/mini-strip.tsx';
import { Page, PageHead } from '../../parts/page-head.tsx';
import { StatusCounts } from '../../parts/status-counts.tsx';
import { UnavailablePage } from '../../parts/unavailable-page.tsx';
import { unpackCodes } from '../../status/strip.ts';
import { pageWords } from '../../words/page-words.ts';
import type { Words } from '../../words/words.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords()).text.shell.assets };
}

/** Assets that one page lists: few enough for a quarter of a megabyte, however large the house. */
const shown = 80;

function listHref(text: string, from: number): string {
  const query = new URLSearchParams({ ...(text === '' ? {} : { text }), ...(from <= 0 ? {} : { from: String(from) }) });
  return query.size === 0 ? '/assets' : `/assets?${query}`;
}

export default async function AssetsPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const words = await pageWords();
  const { assets, shell, status } = words.text;
  const query = await queryOf(searchParams);
  const text = query.text ?? '';
  const after = Number(query.from ?? 0);
  const from = Number.isSafeInteger(after) && after > 0 ? after : 0;
  const answer = await ask((read) => read.assets());
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const items = lineageItems(answer.value);
  if (items.length === 0) return <EmptyHouse words={words} />;
  const kept = items.filter((item) => holdsWords(text, item));
  const stages = Map.groupBy(kept.slice(from, from + shown), ({ key }) => stageOf(key));
  return (
    <Page>
      <PageHead
        title={shell.assets}
        note={
          kept.length === items.length
            ? status.assets(items.length)
            : status.of(kept.length, status.assets(items.length))
        }
        aside={
          <Form action="/assets" className="flex gap-2">
            <input
              type="search"
              name="text"
              defaultValue={text}
              placeholder={assets.findLabel}
              aria-label={assets.findLabel}
              className="w-56 rounded-md border border-line-strong bg-surface px-2.5 py-1 placeholder:text-soft"
            />
            <Button type="submit">{assets.find}</Button>
          </Form>
        }
      />
      {kept.length === 0 && <p className="text-soft">{assets.noSuchName}</p>}
      {[...stages].map(([stage, members]) => (
        <Card key={stage} title={stage} aside={status.assets(members.length)} flush>
          <StageTable items={members} words={words} />
        </Card>
      ))}
      {(from > 0 || from + shown < kept.length) && (
        <p className="flex gap-4">
          {from > 0 && (
            <Link href={listHref(text, from - shown)} className="prose-link">
              {assets.earlierOnes}
            </Link>
          )}
          {from + shown < kept.length && (
            <Link href={listHref(text, from + shown)} className="prose-link">
              {assets.laterOnes(kept.length - from - shown)}
            </Link>
          )}
        </p>
      )}
    </Page>
  );
}

function StageTable({ items, words }: { readonly items: readonly LineageItem[]; readonly words: Words }) {
  return (
    <table className="table-dense table-fixed">
      <tbody>
        {items.map(({ key, unit, description, counts, strip }) => (
          <tr key={key}>
            <td className="w-3/5 sm:w-2/5 lg:w-[28%]">
              <Link href={assetHref(key)} className="prose-link break-all">
                {key}
              </Link>
              {unit !== null && <span className="text-soft">{` ${unit}`}</span>}
            </td>
            <td className="hidden truncate text-soft lg:table-cell" title={description ?? undefined}>
              {description}
            </td>
            <td className="hidden w-44 align-middle! sm:table-cell">
              <MiniStrip codes={unpackCodes(strip)} height={8} />
            </td>
            <td className="sm:w-60">
              <StatusCounts counts={counts} words={words} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
