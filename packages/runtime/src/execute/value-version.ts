import {
  type AssetDefinition,
  ByteWriter,
  type Codec,
  carryFacet,
  hashBytes,
  hashHigh,
  hashLow,
  type RecordCodec,
} from '@meterworks/assets';
import { SharedMemory } from './shared-memory.ts';

const scratch = new ByteWriter();
const shared = new SharedMemory();
const nothing = new Uint8Array(0);

/** How an asset's values are encoded: field by field where its facets tell fields apart. */
interface Encoding {
  readonly fields: readonly { readonly name: string; readonly codec: Codec<unknown> }[];
  /** Per facet the places of its fields; undefined where it is the whole value, or no part of it. */
  readonly chosen: readonly (readonly number[] | undefined)[];
}

const encodings = new WeakMap<AssetDefinition, Encoding>();
/** Where each field of the record in `scratch` ends. */
const ends: number[] = [];
/** Of the value in `scratch`. */
let encodedLength = 0;

/**
 * Encodes a value once and hashes each facet of it, two lanes a facet. The carry facet of a running asset stays 0: see `setCarryVersion`.
 * The canonical bytes lie in memory of this module until the next call: whoever keeps them takes a copy by `encodedBytes`.
 */
export function versionsOf(asset: AssetDefinition, value: unknown): Uint32Array {
  const { fields, chosen } = encodingOf(asset);
  const { facets } = asset;
  const versions = shared.words(facets.length * 2);
  scratch.reset();
  if (fields.length === 0) asset.codec.write(scratch, value);
  for (let i = 0; i < fields.length; i++) {
    const { name, codec } = fields[i] as Encoding['fields'][number];
    codec.write(scratch, (value as Record<string, unknown>)[name]);
    ends[i] = scratch.length;
  }
  encodedLength = scratch.length;
  for (let index = 0; index < facets.length; index++) {
    const facet = facets[index] as AssetDefinition['facets'][number];
    if (facet.name === carryFacet) continue;
    const places = chosen[index];
    if (facet.silentWhen?.(value) === true) hashBytes(nothing);
    else if (places === undefined) scratch.hash(0, encodedLength);
    else {
      const start = scratch.length;
      for (let i = 0; i < places.length; i++) {
        const place = places[i] as number;
        scratch.repeat(place === 0 ? 0 : (ends[place - 1] as number), ends[place] as number);
      }
      scratch.hash(start, scratch.length);
    }
    setVersion(versions, index);
  }
  return versions;
}

/** The canonical bytes of the value that `versionsOf` was given last; a copy. */
export function encodedBytes(): Uint8Array {
  const bytes = shared.bytes(encodedLength);
  scratch.copyTo(bytes);
  return bytes;
}

function encodingOf(asset: AssetDefinition): Encoding {
  let encoding = encodings.get(asset);
  if (encoding === undefined) {
    const parts = asset.facets.some((facet) => facet.fields !== undefined);
    const codecs = parts ? (asset.codec as RecordCodec<Record<string, unknown>>).fields : {};
    const fields = Object.entries(codecs).map(([name, codec]) => ({ name, codec }));
    const chosen = asset.facets.map((facet) =>
      facet.fields === undefined
        ? undefined
        : fields.flatMap(({ name }, i) => (facet.fields?.includes(name) ? [i] : [])),
    );
    encoding = { fields, chosen };
    encodings.set(asset, encoding);
  }
  return encoding;
}

/** The versions that a partition without value has: those of no bytes at all. */
export function absentVersions(asset: AssetDefinition): Uint32Array {
  const versions = new Uint32Array(asset.facets.length * 2);
  hashBytes(nothing);
  for (let index = 0; index < asset.facets.length; index++) setVersion(versions, index);
  return versions;
}

/** Sets the version of a running asset's carried state; gives its facet. */
export function setCarryVersion(asset: AssetDefinition, versions: Uint32Array, bytes: Uint8Array): number {
  const facet = asset.facets.findIndex(({ name }) => name === carryFacet);
  hashBytes(bytes);
  setVersion(versions, facet);
  return facet;
}

export function encodeCarry(codec: Codec<unknown>, carry: unknown): Uint8Array {
  scratch.reset();
  codec.write(scratch, carry);
  return scratch.copy();
}

/** Version 0 is kept for "never made". */
function setVersion(versions: Uint32Array, facet: number): void {
  const low = hashLow();
  const high = hashHigh();
  versions[facet * 2] = high;
  versions[facet * 2 + 1] = high === 0 && low === 0 ? 1 : low;
}
