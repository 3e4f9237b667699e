import { stageOf } from '../assets/asset-name.ts';

/** What of the lineage is shown; lives in the address. */
export interface LineageFilter {
  /** Words that all must occur in key, unit or description, in any case. */
  readonly text: string;
  /** One stage, or nothing for all. */
  readonly stage: string;
}

export function parseLineageFilter(params: { get(name: string): string | null }): LineageFilter {
  return { text: params.get('text') ?? '', stage: params.get('stage') ?? '' };
}

/** The address of a filter; without a query where it filters nothing. */
export function lineageHref({ text, stage }: LineageFilter): string {
  const query = new URLSearchParams({
    ...(text === '' ? {} : { text }),
    ...(stage === '' ? {} : { stage }),
  }).toString();
  return query === '' ? '/lineage' : `/lineage?${query}`;
}

export function passesFilter(
  { text, stage }: LineageFilter,
  asset: { readonly key: string; readonly unit: string | null; readonly description: string | null },
): boolean {
  if (stage !== '' && stageOf(asset.key) !== stage) return false;
  const searched = `${asset.key} ${asset.unit ?? ''} ${asset.description ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word));
}
