import {
  type Codec,
  daily,
  defineAsset,
  encodeValue,
  float64,
  hashBytes,
  hashHigh,
  hashLow,
  listOf,
  record,
  text,
} from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedBytes, versionsOf } from '../../src/execute/value-version.ts';

interface Note {
  readonly words: readonly string[];
  readonly amount: number;
  readonly title: string;
}

const fields = { words: listOf(text), amount: float64, title: text };
const codec: Codec<Note> = record<Note>(fields);
const { definition } = defineAsset({
  key: 'notes',
  partitions: daily({ zone: 'UTC', start: '2024-01-01' }),
  value: record<Note>(fields),
  facets: { ends: ['title', 'words'], middle: ['amount'] },
  deps: {},
  codeVersion: '1',
  each: () => ({ words: [], amount: 0, title: '' }),
});

describe('the versions of a value', () => {
  it('are those of the bytes of each facet’s fields, in the order of the record', () => {
    const note = fc.record({ words: fc.array(fc.string()), amount: fc.double(), title: fc.string() });
    fc.assert(
      fc.property(note, note, (value, other) => {
        const versions = versionsOf(definition, value);
        expect(encodedBytes()).toEqual(encodeValue(codec, value));
        const bytes = encodedBytes();
        versionsOf(definition, other);
        expect(bytes).toEqual(encodeValue(codec, value));
        const byFacet: Record<string, Uint8Array> = {
          ends: Buffer.concat([encodeValue(fields.words, value.words), encodeValue(text, value.title)]),
          middle: encodeValue(float64, value.amount),
        };
        const expected = definition.facets.flatMap(({ name }) => {
          hashBytes(byFacet[name] ?? new Uint8Array());
          return [hashHigh(), hashLow()];
        });
        expect([...versions]).toEqual(expected);
      }),
    );
  });
});
