import type { Metadata } from 'next';
import { queryOf } from '../../../address/query-of.ts';
import { BackfillForm } from '../../../backfills/backfill-form.tsx';
import { parseBackfillWish } from '../../../backfills/backfill-wish.ts';
import { selectedDays } from '../../../backfills/selected-days.ts';
import { calendarYears } from '../../../calendar/calendar-years.ts';
import { ask } from '../../../data/house.ts';
import { isReadOnly } from '../../../data/settings.ts';
import { Card } from '../../../parts/card.tsx';
import { Page, PageHead } from '../../../parts/page-head.tsx';
import { UnavailablePage } from '../../../parts/unavailable-page.tsx';
import { pageWords } from '../../../words/page-words.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords()).text.backfills.new };
}

export default async function NewBackfillPage(props: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const words = await pageWords();
  const { text } = words;
  const wish = parseBackfillWish(await queryOf(props.searchParams));
  const answer = await ask(async (read) => selectedDays(await read.assets(), wish.selection));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const { assets, strip, fault } = answer.value;
  return (
    <Page>
      <PageHead title={text.backfills.new} note={text.backfills.what} />
      {isReadOnly() ? (
        <p className="text-warn">{text.acts.readOnly}</p>
      ) : (
        <Card title={text.backfills.wish} aside={text.status.assets(assets)}>
          <BackfillForm initial={wish} years={calendarYears(strip)} fault={fault} />
        </Card>
      )}
    </Page>
  );
}
