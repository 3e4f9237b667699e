import { stageOf } from '../assets/asset-name.ts';

/** What of the lineage is shown, and how; lives in the address. */
export interface LineageFilter {
  /** A selection, or words that all must occur in key, unit or description. */
  readonly select: string;
  /** One stage, or nothing for all. */
  readonly stage: string;
  /** Whether each stage stands as one node. */
  readonly collapsed: boolean;
  /** Stages that stand open all the same. */
  readonly open: readonly string[];
  /** The two assets between which the path is lit; the second may still be missing. */
  readonly path: readonly string[];
}

export const wholeLineage: LineageFilter = { select: '', stage: '', collapsed: false, open: [], path: [] };

export function parseLineageFilter(params: { get(name: string): string | null }): LineageFilter {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter((text) => text !== '');
  return {
    select: params.get('select') ?? '',
    stage: params.get('stage') ?? '',
    collapsed: params.get('groups') === 'collapsed',
    open: list('open'),
    path: list('path').slice(0, 2),
  };
}

/** The address of a filter; without a query where it is the whole lineage. */
export function lineageHref({ select, stage, collapsed, open, path }: Partial<LineageFilter>): string {
  const query = new URLSearchParams({
    ...(select === undefined || select === '' ? {} : { select }),
    ...(stage === undefined || stage === '' ? {} : { stage }),
    ...(collapsed === true ? { groups: 'collapsed' } : {}),
    ...(open === undefined || open.length === 0 ? {} : { open: open.join(',') }),
    ...(path === undefined || path.length === 0 ? {} : { path: path.join(',') }),
  }).toString();
  return query === '' ? '/lineage' : `/lineage?${query}`;
}

/** Whether all words of a text occur in what is written about an asset, in any case. */
export function holdsWords(
  text: string,
  asset: { readonly key: string; readonly unit: string | null; readonly description: string | null },
): boolean {
  const searched = `${asset.key} ${asset.unit ?? ''} ${asset.description ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word));
}

export function isInStage(stage: string, key: string): boolean {
  return stage === '' || stageOf(key) === stage;
}
