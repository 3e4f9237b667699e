import type { Metadata } from 'next';
import { ask } from '../../data/house.ts';
import { isReadOnly } from '../../data/settings.ts';
import { lineageItems } from '../../lineage/lineage-model.ts';
import { LineageView } from '../../lineage/lineage-view.tsx';
import { packLineage } from '../../lineage/pack-lineage.ts';
import { EmptyHouse } from '../../parts/empty-house.tsx';
import { UnavailablePage } from '../../parts/unavailable-page.tsx';
import { pageWords } from '../../words/page-words.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords()).text.shell.lineage };
}

export default async function LineagePage() {
  const words = await pageWords();
  const answer = await ask((read) => read.assets());
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const items = lineageItems(answer.value);
  return items.length === 0 ? (
    <EmptyHouse words={words} />
  ) : (
    <LineageView packed={packLineage(items)} canAct={!isReadOnly()} />
  );
}
