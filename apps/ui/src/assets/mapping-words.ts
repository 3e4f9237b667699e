import type { AssetView } from '@meterworks/runtime/read';

const words: Readonly<Record<string, string>> = {
  identity: 'same partition',
  window: 'neighbouring partitions',
  within: 'all partitions of the period',
  all: 'all partitions',
  lazy: 'only where needed',
};

/** How one asset reads another: `same partition`, `all partitions of the period, advance only`. */
export function mappingWords(reader: AssetView, input: string): string {
  const texts = reader.deps
    .filter(({ asset }) => asset === input)
    .map(({ mapping, facet }) => `${words[mapping] ?? mapping}${facet === '' ? '' : `, ${facet} only`}`);
  return [...new Set(texts)].join('; ');
}
