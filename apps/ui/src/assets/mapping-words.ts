import type { AssetView } from '@meterworks/runtime/read';
import type { Texts } from '../words/texts.ts';

/** How one asset reads another: `same partition`, `all partitions of the period, advance only`. */
export function mappingWords(reader: AssetView, input: string, text: Texts['assets']): string {
  const texts = reader.deps
    .filter(({ asset }) => asset === input)
    .map(({ mapping, facet }) => {
      const told = text.mappings[mapping] ?? mapping;
      return facet === '' ? told : text.facetOnly(told, facet);
    });
  return [...new Set(texts)].join('; ');
}
