import type { Metadata } from 'next';
import Form from 'next/form';
import Link from 'next/link';
import { queryOf } from '../../address/query-of.ts';
import { assetHref, stageOf } from '../../assets/asset-name.ts';
import { ask } from '../../data/house.ts';
import { plural } from '../../format/plural.ts';
import { passesFilter } from '../../lineage/lineage-filter.ts';
import { type LineageItem, lineageItems } from '../../lineage/lineage-model.ts';
import { Card } from '../../parts/card.tsx';
import { EmptyHouse } from '../../parts/empty-house.tsx';
import { MiniStrip } from '../../parts/mini-strip.tsx';
import { Page, PageHead } from '../../parts/page-head.tsx';
import { StatusCounts } from '../../parts/status-counts.tsx';
import { UnavailablePage } from '../../parts/unavailable-page.tsx';
import { unpackCodes } from '../../status/strip.ts';

export const metadata: Metadata = { title: 'Assets' };

export default async function AssetsPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const text = (await queryOf(searchParams)).text ?? '';
  const answer = await ask((read) => read.assets());
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} />;
  const items = lineageItems(answer.value);
  if (items.length === 0) return <EmptyHouse />;
  const kept = items.filter((item) => passesFilter({ text, stage: '' }, item));
  const stages = Map.groupBy(kept, ({ key }) => stageOf(key));
  return (
    <Page>
      <PageHead
        title="Assets"
        note={
          kept.length === items.length
            ? plural(items.length, 'asset')
            : `${kept.length} of ${plural(items.length, 'asset')}`
        }
        aside={
          <Form action="/assets" className="flex gap-2">
            <input
              type="search"
              name="text"
              defaultValue={text}
              placeholder="Name, unit or words"
              aria-label="Name, unit or words"
              className="w-56 rounded-md border border-line-strong bg-surface px-2.5 py-1 placeholder:text-soft"
            />
            <button
              type="submit"
              className="cursor-pointer rounded-md border border-line-strong bg-surface px-3 py-1 hover:bg-sunken"
            >
              Find
            </button>
          </Form>
        }
      />
      {kept.length === 0 && <p className="text-soft">Nothing is called like that.</p>}
      {[...stages].map(([stage, members]) => (
        <Card key={stage} title={stage} aside={plural(members.length, 'asset')} flush>
          <StageTable items={members} />
        </Card>
      ))}
    </Page>
  );
}

function StageTable({ items }: { readonly items: readonly LineageItem[] }) {
  return (
    <table className="table-dense table-fixed">
      <tbody>
        {items.map(({ key, unit, description, counts, strip }) => (
          <tr key={key}>
            <td className="w-3/5 sm:w-2/5 lg:w-[28%]">
              <Link href={assetHref(key)} className="prose-link break-all">
                {key}
              </Link>
              <span className="text-soft"> {unit}</span>
            </td>
            <td className="hidden truncate text-soft lg:table-cell" title={description ?? undefined}>
              {description}
            </td>
            <td className="hidden w-44 align-middle! sm:table-cell">
              <MiniStrip codes={unpackCodes(strip)} height={8} />
            </td>
            <td className="sm:w-60">
              <StatusCounts counts={counts} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
