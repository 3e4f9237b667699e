import type { Metadata } from 'next';
import { ask } from '../../data/house.ts';
import { lineageItems } from '../../lineage/lineage-model.ts';
import { LineageView } from '../../lineage/lineage-view.tsx';
import { EmptyHouse } from '../../parts/empty-house.tsx';
import { UnavailablePage } from '../../parts/unavailable-page.tsx';

export const metadata: Metadata = { title: 'Lineage' };

export default async function LineagePage() {
  const answer = await ask((read) => read.assets());
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} />;
  const items = lineageItems(answer.value);
  return items.length === 0 ? <EmptyHouse /> : <LineageView items={items} />;
}
