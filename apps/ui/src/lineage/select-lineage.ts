import { parseSelection, resolveSelection, SelectionError } from '@meterworks/assets';
import { orderedCounts } from '../status/status-facts.ts';
import { holdsWords } from './lineage-filter.ts';
import type { LineageItem } from './lineage-model.ts';
import type { LineageLinks } from './walk-lineage.ts';

export interface LineageSelection {
  readonly keys: ReadonlySet<string>;
  /** `selection`: the text was read by the grammar; `words`: it was looked for in names and descriptions. */
  readonly kind: 'selection' | 'words';
  /** What is wrong with a text that is neither. */
  readonly fault: { readonly at: number; readonly found: string; readonly nearest: string | undefined } | undefined;
}

/** Signs that only the grammar has. */
const grammar = /[:*+()"]|\b(and|or|not)\b/;

/** The assets that a text means: by the selection grammar, and where that knows no such name by the words in it. */
export function selectLineage(items: readonly LineageItem[], links: LineageLinks, text: string): LineageSelection {
  const trimmed = text.trim();
  if (trimmed === '') return { keys: new Set(items.map(({ key }) => key)), kind: 'selection', fault: undefined };
  try {
    return { keys: resolved(items, links, trimmed), kind: 'selection', fault: undefined };
  } catch (error) {
    if (!(error instanceof SelectionError)) throw error;
    const keys = new Set(items.filter((item) => holdsWords(trimmed, item)).map(({ key }) => key));
    const isWords = !grammar.test(trimmed);
    const { position, found, nearest } = error;
    return {
      keys: isWords ? keys : new Set(),
      kind: 'words',
      fault: isWords ? undefined : { at: position, found, nearest },
    };
  }
}

function resolved(items: readonly LineageItem[], links: LineageLinks, text: string): Set<string> {
  const byKey = new Map(items.map((item) => [item.key, item]));
  const { assets, states } = resolveSelection(parseSelection(text), {
    keys: items.map(({ key }) => key),
    tagsOf: (key) => byKey.get(key)?.tags ?? [],
    groupOf: (key) => byKey.get(key)?.group ?? undefined,
    upstream: (key) => links.inputs.get(key) ?? [],
    downstream: (key) => links.readers.get(key) ?? [],
  });
  // An asset is shown if any of its partitions is meant.
  return new Set(
    [...assets].filter(
      (key) =>
        states.allowsAll ||
        orderedCounts(byKey.get(key)?.counts ?? {}).some(({ status }) => states.allows(key, status)),
    ),
  );
}
