import type { Metadata } from 'next';
import Link from 'next/link';
import { queryOf } from '../../address/query-of.ts';
import { stageOf } from '../../assets/asset-name.ts';
import { ask } from '../../data/house.ts';
import { loadMeters } from '../../meters/load-meters.ts';
import { meterHref } from '../../meters/meter-assets.ts';
import { Card } from '../../parts/card.tsx';
import { EmptyHouse } from '../../parts/empty-house.tsx';
import { MiniStrip } from '../../parts/mini-strip.tsx';
import { Page, PageHead } from '../../parts/page-head.tsx';
import { UnavailablePage } from '../../parts/unavailable-page.tsx';
import { pageWords } from '../../words/page-words.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords()).text.meters.title };
}

/** Meters that one page lists. */
const shown = 100;

export default async function MetersPage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const words = await pageWords();
  const { text, format } = words;
  const own = text.meters;
  const at = Number((await queryOf(props.searchParams)).from ?? 0);
  const from = Number.isSafeInteger(at) && at > 0 ? at : 0;
  const answer = await ask((read) => loadMeters(read, { from, to: from + shown }));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const { lines, total } = answer.value;
  if (total === 0) return <EmptyHouse words={words} />;
  const amountOf = (months: readonly (number | null)[], unit: string | null) => {
    const known = months.filter((amount) => amount !== null);
    return known.length === 0
      ? '–'
      : format.amount(
          known.reduce((sum, amount) => sum + amount, 0),
          unit,
        );
  };
  return (
    <Page>
      <PageHead title={own.title} note={own.note(total)} />
      <Card title={own.title} flush>
        <table className="table-dense">
          <thead>
            <tr>
              <th>{own.meter}</th>
              <th className="hidden sm:table-cell">{own.kind}</th>
              <th className="text-right!">{own.thisMonth}</th>
              <th className="text-right!">{own.lastMonth}</th>
              <th className="text-right!">{own.last}</th>
              <th>{own.byMonth}</th>
              <th>{text.overview.ranges['90']}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ meter, months, strip }) => (
              <tr key={meter.days.key}>
                <td className="sm:min-w-40">
                  <Link href={meterHref(meter.id)} className="prose-link font-medium">
                    {meter.id}
                  </Link>
                  {meter.days.description !== null && (
                    <span className="hidden text-[12px] text-soft sm:block">{meter.days.description}</span>
                  )}
                </td>
                <td className="hidden text-soft sm:table-cell">{own.shortKinds[stageOf(meter.days.key)]}</td>
                <td className="text-right whitespace-nowrap">{amountOf(months.slice(-1), meter.days.unit)}</td>
                <td className="text-right whitespace-nowrap">{amountOf(months.slice(-2, -1), meter.days.unit)}</td>
                <td className="text-right whitespace-nowrap">{amountOf(months.slice(-12), meter.days.unit)}</td>
                <td>
                  <MonthBars months={months} />
                </td>
                <td className="w-40 min-w-32 align-middle!">
                  <MiniStrip codes={strip} height={10} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {(from > 0 || from + shown < total) && (
          <p className="flex gap-4 px-4 py-2">
            {from > 0 && (
              <Link href={`/meters?from=${Math.max(0, from - shown)}`} className="prose-link">
                {own.earlierOnes}
              </Link>
            )}
            {from + shown < total && (
              <Link href={`/meters?from=${from + shown}`} className="prose-link">
                {own.laterOnes(total - from - shown)}
              </Link>
            )}
          </p>
        )}
      </Card>
    </Page>
  );
}

function MonthBars({ months }: { readonly months: readonly (number | null)[] }) {
  const top = Math.max(1e-9, ...months.map((amount) => amount ?? 0));
  const bars = months.map((amount, i) => {
    const height = Math.max(0.5, (Math.max(0, amount ?? 0) / top) * 21);
    return `M${i * 6} 22h5v-${Number(height.toFixed(1))}h-5z`;
  });
  // The newest, and the same month a year before.
  const compared = [bars[0], bars.length > 1 ? bars.at(-1) : undefined].join('');
  return (
    <svg aria-hidden="true" viewBox="0 0 78 22" className="block h-[22px] w-[78px]" fill="var(--series)">
      <path d={compared} />
      <path d={bars.slice(1, -1).join('')} opacity="0.55" />
    </svg>
  );
}
