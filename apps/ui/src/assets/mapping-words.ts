import type { AssetView } from '@meterworks/runtime/read';

const words: Readonly<Record<string, string>> = {
  identity: 'same partition',
  window: 'partitions around it',
  within: 'partitions inside it',
  all: 'all partitions',
  lazy: 'only where needed',
};

/** How one asset reads another: `same partition`, `partitions inside it, advance only`. */
export function mappingWords(reader: AssetView, input: string): string {
  const texts = reader.deps
    .filter(({ asset }) => asset === input)
    .map(({ mapping, facet }) => `${words[mapping] ?? mapping}${facet === '' ? '' : `, ${facet} only`}`);
  return [...new Set(texts)].join('; ');
}
