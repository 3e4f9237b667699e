import type { AssetNameView, RunView } from '@meterworks/runtime/read';
import { assetHref, stageOf, subjectOf, variantOf } from '../assets/asset-name.ts';
import { dayStages, meterHref } from '../meters/meter-assets.ts';
import { runHref } from '../runs/run-href.ts';

export const hitKinds = ['page', 'meter', 'asset', 'run'] as const;

/** Something that a search leads to. */
export interface Hit {
  readonly kind: (typeof hitKinds)[number];
  readonly label: string;
  readonly detail: string;
  readonly href: string;
}

export interface Found {
  /** At most as many as were asked for, the best first. */
  readonly hits: readonly Hit[];
  /** How many there are. */
  readonly total: number;
}

/** All that can be searched. */
export interface Searched {
  readonly assets: readonly AssetNameView[];
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly pages: readonly { readonly label: string; readonly href: string }[];
  /** How a run stands and what it was, as the reader's language says it. */
  readonly describeRun: (run: RunView) => string;
}

/**
 * What holds all words of a text, in any case. What is called exactly so comes first, then what begins so, then what has it at the
 * beginning of a word; among equals pages before meters before assets before runs, in their own order. Without words: the pages.
 */
export function findHits(text: string, searched: Searched, limit: number): Found {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const pages = searched.pages.map(({ label, href }): Hit => ({ kind: 'page', label, detail: '', href }));
  if (words.length === 0) return { hits: pages.slice(0, limit), total: pages.length };
  const ranked: { readonly hit: Hit; readonly rank: number }[] = [];
  const look = (hit: Hit) => {
    const rank = rankOf(words, hit);
    if (rank !== undefined) ranked.push({ hit, rank });
  };
  for (const page of pages) look(page);
  for (const { key, unit, description } of searched.assets) {
    const detail = [unit, description].filter((one) => one !== null && one !== '').join(' · ');
    if (dayStages.includes(stageOf(key)) && variantOf(key) === undefined)
      look({ kind: 'meter', label: subjectOf(key), detail, href: meterHref(subjectOf(key)) });
    look({ kind: 'asset', label: key, detail, href: assetHref(key) });
  }
  for (const run of searched.runs)
    look({ kind: 'run', label: `#${run.id}`, detail: searched.describeRun(run), href: runHref(run.id) });
  // Sorting is stable: what was looked at first stays first.
  ranked.sort((a, b) => a.rank - b.rank || hitKinds.indexOf(a.hit.kind) - hitKinds.indexOf(b.hit.kind));
  return { hits: ranked.slice(0, limit).map(({ hit }) => hit), total: ranked.length };
}

/** The smaller the better; undefined where a word is missing. */
function rankOf(words: readonly string[], { label, detail }: Hit): number | undefined {
  const name = label.toLowerCase();
  const written = `${name} ${detail.toLowerCase()}`;
  let rank = 0;
  for (const word of words) {
    if (!written.includes(word)) return undefined;
    rank += rankOfWord(word, name);
  }
  return rank;
}

function rankOfWord(word: string, name: string): number {
  if (name === word || name === `#${word}`) return 0;
  if (name.startsWith(word)) return 1;
  const at = name.indexOf(word);
  if (at < 0) return 4;
  return /[\p{L}\p{N}]/u.test(name[at - 1] ?? '') ? 3 : 2;
}
