import { ByteReader, ByteWriter } from './bytes.ts';
import type { CodecSchema } from './codec-schema.ts';

/**
 * How a value becomes canonical bytes (equal values, equal bytes: for hash, equality and storage) and comes back.
 * `schema` describes it as plain data, so that `codecOf(schema)` reads stored values without the definition.
 */
export interface Codec<V> {
  readonly schema: CodecSchema;
  write(writer: ByteWriter, value: V): void;
  read(reader: ByteReader): V;
}

/** A codec whose values are records with named fields, written one after the other: facets select among the fields. */
export interface RecordCodec<V extends object> extends Codec<V> {
  readonly fields: { readonly [F in keyof V]-?: Codec<V[F]> };
}

const shared = new ByteWriter();

/** The canonical bytes of a value; a fresh array. */
export function encodeValue<V>(codec: Codec<V>, value: V): Uint8Array {
  shared.reset();
  codec.write(shared, value);
  return shared.copy();
}

export function decodeValue<V>(codec: Codec<V>, bytes: Uint8Array): V {
  return codec.read(new ByteReader(bytes));
}

/** A double. −0 is written as 0 and every NaN alike, so that equal numbers have equal bytes. */
export const float64: Codec<number> = {
  schema: { kind: 'float64' },
  write: (writer, value) => writer.float64(value),
  read: (reader) => reader.float64(),
};

/** A double or nothing. */
export const optionalFloat64: Codec<number | undefined> = {
  schema: { kind: 'optional-float64' },
  write(writer, value) {
    writer.byte(value === undefined ? 0 : 1);
    writer.float64(value ?? 0);
  },
  read(reader) {
    const present = reader.byte() === 1;
    const value = reader.float64();
    return present ? value : undefined;
  },
};

/** A whole number from 0 to 2³² − 1. */
export const uint32: Codec<number> = {
  schema: { kind: 'uint32' },
  write: (writer, value) => writer.uint32(value),
  read: (reader) => reader.uint32(),
};

export const flag: Codec<boolean> = {
  schema: { kind: 'flag' },
  write: (writer, value) => writer.byte(value ? 1 : 0),
  read: (reader) => reader.byte() === 1,
};

export const text: Codec<string> = {
  schema: { kind: 'text' },
  write: (writer, value) => writer.text(value),
  read: (reader) => reader.text(),
};

/** Many lists are empty, and a typed array takes its space without any number, too. */
const emptyList = new Float64Array();

/** A column of doubles of any length. */
export const float64List: Codec<Float64Array> = {
  schema: { kind: 'float64-list' },
  write(writer, value) {
    writer.uint32(value.length);
    for (let i = 0; i < value.length; i++) writer.float64(value[i] as number);
  },
  read(reader) {
    const length = reader.uint32();
    if (length === 0) return emptyList;
    const value = new Float64Array(length);
    for (let i = 0; i < value.length; i++) value[i] = reader.float64();
    return value;
  },
};

/** One of a fixed list of words; at most 256 of them. The position is stored: append words, never reorder. @throws RangeError */
export function oneOf<const W extends string>(words: readonly W[]): Codec<W> {
  if (words.length > 256) throw new RangeError(`${words.length} words are more than a byte can tell apart`);
  return {
    schema: { kind: 'one-of', words: [...words] },
    write(writer, value) {
      const index = words.indexOf(value);
      if (index < 0) throw new TypeError(`${JSON.stringify(value)} is none of ${words.join(', ')}`);
      writer.byte(index);
    },
    read(reader) {
      const index = reader.byte();
      const word = words[index];
      if (word === undefined) throw new RangeError(`stored word ${index} is beyond ${words.join(', ')}`);
      return word;
    },
  };
}

export function listOf<V>(item: Codec<V>): Codec<readonly V[]> {
  return {
    schema: { kind: 'list', item: item.schema },
    write(writer, value) {
      writer.uint32(value.length);
      for (let i = 0; i < value.length; i++) item.write(writer, value[i] as V);
    },
    read(reader) {
      const length = reader.uint32();
      const value: V[] = [];
      for (let i = 0; i < length; i++) value.push(item.read(reader));
      return value;
    },
  };
}

/** A field of a record. */
interface Part<V extends object> {
  readonly name: keyof V & string;
  readonly codec: Codec<unknown>;
}

/** A record with named fields, written in the order given here. */
export function record<V extends object>(fields: { readonly [F in keyof V]-?: Codec<V[F]> }): RecordCodec<V> {
  const parts = (Object.keys(fields) as (keyof V & string)[]).map((name): Part<V> => ({ name, codec: fields[name] }));
  return {
    schema: { kind: 'record', fields: parts.map(({ name, codec }) => ({ name, schema: codec.schema })) },
    fields,
    write(writer, value) {
      for (let i = 0; i < parts.length; i++) {
        const { name, codec } = parts[i] as Part<V>;
        codec.write(writer, value[name]);
      }
    },
    read(reader) {
      const value: { [F in keyof V]?: unknown } = {};
      for (let i = 0; i < parts.length; i++) {
        const { name, codec } = parts[i] as Part<V>;
        value[name] = codec.read(reader);
      }
      return value as V;
    },
  };
}

/** Values told apart by their `kind`, each kind a record without it. */
export function taggedBy<V extends { readonly kind: string }>(
  cases: {
    readonly [K in V['kind']]: Codec<Omit<Extract<V, { kind: K }>, 'kind'>>;
  },
): Codec<V> {
  const kinds = Object.keys(cases) as V['kind'][];
  return {
    schema: { kind: 'tagged', cases: kinds.map((name) => ({ name, schema: cases[name].schema })) },
    write(writer, value) {
      const kind: V['kind'] = value.kind;
      writer.byte(kinds.indexOf(kind));
      (cases[kind] as Codec<unknown>).write(writer, value);
    },
    read(reader) {
      const kind = kinds[reader.byte()];
      if (kind === undefined) throw new RangeError(`a stored kind is none of ${kinds.join(', ')}`);
      return { kind, ...(cases[kind] as Codec<object>).read(reader) } as unknown as V;
    },
  };
}

/** Any JSON value, with object keys sorted so that equal contents have equal bytes. */
export function json<V>(): Codec<V> {
  return {
    schema: { kind: 'json' },
    write: (writer, value) => writer.text(canonicalJson(value)),
    read: (reader) => JSON.parse(reader.text()) as V,
  };
}

/** JSON with sorted keys; the text that configurations and JSON values are compared by. `undefined` counts as absent. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(withSortedKeys(value)) ?? 'null';
}

function withSortedKeys(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if ('toJSON' in value && typeof value.toJSON === 'function') return withSortedKeys(value.toJSON());
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) sorted[key] = withSortedKeys((value as Record<string, unknown>)[key]);
  return sorted;
}

/** The codec that a schema describes. */
export function codecOf(schema: CodecSchema): Codec<unknown> {
  switch (schema.kind) {
    case 'float64':
      return float64;
    case 'optional-float64':
      return optionalFloat64;
    case 'uint32':
      return uint32;
    case 'flag':
      return flag;
    case 'text':
      return text;
    case 'float64-list':
      return float64List;
    case 'json':
      return json();
    case 'one-of':
      return oneOf(schema.words);
    case 'list':
      return listOf(codecOf(schema.item));
    case 'record':
      return record(Object.fromEntries(schema.fields.map((field) => [field.name, codecOf(field.schema)])));
    case 'tagged':
      return taggedBy(Object.fromEntries(schema.cases.map((one) => [one.name, codecOf(one.schema) as Codec<object>])));
  }
}
