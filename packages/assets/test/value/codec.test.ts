import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Codec,
  type CodecSchema,
  canonicalJson,
  codecOf,
  decodeValue,
  encodeValue,
  flag,
  float64,
  float64List,
  json,
  listOf,
  oneOf,
  optionalFloat64,
  record,
  taggedBy,
  text,
  uint32,
} from '../../src/index.ts';

interface Sample {
  readonly codec: Codec<unknown>;
  readonly value: unknown;
}
const number = fc.double().map((value) => (value === 0 ? 0 : value));
const unicode = fc.string({ unit: 'grapheme' });
const words = ['measured', 'estimated', 'extrapolated'] as const;

/** Codecs of every kind, nested, each with a value that it takes. */
const { sample } = fc.letrec<{ sample: Sample; leaf: Sample; nested: Sample }>((tie) => ({
  sample: fc.oneof({ maxDepth: 3, withCrossShrink: true }, tie('leaf'), tie('nested')),
  leaf: fc.oneof(
    number.map((value) => ({ codec: float64 as Codec<unknown>, value })),
    fc.option(number, { nil: undefined }).map((value) => ({ codec: optionalFloat64 as Codec<unknown>, value })),
    fc.nat({ max: 0xffffffff }).map((value) => ({ codec: uint32 as Codec<unknown>, value })),
    fc.boolean().map((value) => ({ codec: flag as Codec<unknown>, value })),
    unicode.map((value) => ({ codec: text as Codec<unknown>, value })),
    fc.array(number).map((value) => ({ codec: float64List as Codec<unknown>, value: Float64Array.from(value) })),
    fc.constantFrom(...words).map((value) => ({ codec: oneOf(words) as Codec<unknown>, value })),
    fc
      .jsonValue()
      .map((value) => ({ codec: json() as Codec<unknown>, value: JSON.parse(JSON.stringify(value)) as unknown })),
  ),
  nested: fc.oneof(
    fc.array(tie('sample'), { maxLength: 4 }).map((fields) => ({
      codec: record(Object.fromEntries(fields.map(({ codec }, i) => [`f${i}`, codec]))) as Codec<unknown>,
      value: Object.fromEntries(fields.map(({ value }, i) => [`f${i}`, value])) as unknown,
    })),
    fc.tuple(tie('sample'), fc.nat({ max: 3 })).map(([{ codec, value }, length]) => ({
      codec: listOf(codec) as Codec<unknown>,
      value: new Array<unknown>(length).fill(value) as unknown,
    })),
    tie('sample').map(({ codec, value }) => ({
      codec: taggedBy<{ kind: 'plain'; x: unknown } | { kind: 'empty' }>({
        plain: record<{ x: unknown }>({ x: codec }),
        empty: record<Record<never, never>>({}),
      }) as Codec<unknown>,
      value: { kind: 'plain', x: value } as unknown,
    })),
  ),
}));

describe('a value', () => {
  it('comes back from its bytes, also through the codec that its schema describes', () => {
    fc.assert(
      fc.property(sample, ({ codec, value }) => {
        const bytes = encodeValue(codec, value);
        expect(decodeValue(codec, bytes)).toEqual(value);
        const described = codecOf(JSON.parse(JSON.stringify(codec.schema)) as CodecSchema);
        expect(described.schema).toEqual(codec.schema);
        expect(decodeValue(described, bytes)).toEqual(value);
        expect(encodeValue(described, value)).toEqual(bytes);
      }),
    );
  });

  it('has the same bytes as every value that equals it, and others than one that differs', () => {
    fc.assert(
      fc.property(sample, ({ codec, value }) => {
        expect(encodeValue(codec, structuredClone(value))).toEqual(encodeValue(codec, value));
      }),
    );
    fc.assert(
      fc.property(fc.array(unicode), fc.array(unicode), (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(canonicalJson(a) === canonicalJson(b)).toBe(same);
        expect(Buffer.compare(encodeValue(listOf(text), a), encodeValue(listOf(text), b)) === 0).toBe(same);
      }),
    );
  });

  it('is the same as minus zero, and as any NaN', () => {
    expect(encodeValue(float64, -0)).toEqual(encodeValue(float64, 0));
    const odd = new Float64Array(new BigUint64Array([0xfff8000000000123n]).buffer)[0] as number;
    expect(encodeValue(float64, odd)).toEqual(encodeValue(float64, Number.NaN));
  });

  it('in JSON has the same bytes whatever the order of its keys', () => {
    expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: undefined, 10: 1, 2: 1 })).toBe(
      '{"2":1,"10":1,"b":[{"x":2,"y":1}]}',
    );
    fc.assert(
      fc.property(fc.dictionary(unicode, fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });
});

describe('a codec', () => {
  it('refuses a word that it does not know, and more words than a byte can tell apart', () => {
    expect(() => encodeValue(oneOf(words) as Codec<string>, 'guessed')).toThrow('"guessed" is none of measured');
    expect(() => oneOf(Array.from({ length: 257 }, (_, i) => `w${i}`))).toThrow(RangeError);
  });

  it('refuses bytes that end too early', () => {
    const bytes = encodeValue(record<{ a: number; b: string }>({ a: float64, b: text }), {
      a: 1,
      b: 'lang genug, größer 🙂',
    });
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), (length) => {
        expect(() =>
          decodeValue(record<{ a: number; b: string }>({ a: float64, b: text }), bytes.slice(0, length)),
        ).toThrow(RangeError);
      }),
    );
  });

  it('of a record writes the fields one after the other, in their order', () => {
    const codec = record<{ a: number; b: string }>({ a: uint32, b: text });
    const bytes = encodeValue(codec, { b: 'later', a: 7 });
    expect(Object.keys(codec.fields)).toEqual(['a', 'b']);
    expect([...bytes]).toEqual([...encodeValue(uint32, 7), ...encodeValue(text, 'later')]);
  });
});
