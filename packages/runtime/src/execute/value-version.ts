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

const scratch = new ByteWriter();
const nothing = new Uint8Array(0);

/** Where each field of the record in `scratch` ends, in the order of the codec's fields. */
const ends: number[] = [];

/**
 * Encodes a value once and hashes each facet of it, two lanes a facet. The carry facet of a running asset stays 0: see `setCarryVersion`.
 * The canonical bytes lie in memory of this module until the next call: whoever keeps them takes a copy by `encodedBytes`.
 */
export function versionsOf(asset: AssetDefinition, value: unknown): Uint32Array {
  const versions = new Uint32Array(asset.facets.length * 2);
  scratch.reset();
  const { fields } = asset.codec as Partial<RecordCodec<Record<string, unknown>>>;
  const names = fields === undefined ? [] : Object.keys(fields);
  if (fields === undefined) asset.codec.write(scratch, value);
  else {
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      fields[name]?.write(scratch, (value as Record<string, unknown>)[name]);
      ends[i] = scratch.length;
    }
  }
  encodedLength = scratch.length;
  asset.facets.forEach((facet, index) => {
    if (facet.name === carryFacet) return;
    if (facet.silentWhen?.(value) === true) hashBytes(nothing);
    else if (facet.fields === undefined) hashBytes(scratch.written(), 0, encodedLength);
    else {
      const start = scratch.length;
      for (let i = 0; i < names.length; i++)
        if (facet.fields.includes(names[i] as string))
          scratch.repeat(i === 0 ? 0 : (ends[i - 1] as number), ends[i] as number);
      hashBytes(scratch.written(), start, scratch.length);
    }
    setVersion(versions, index);
  });
  return versions;
}

let encodedLength = 0;

/** The canonical bytes of the value that `versionsOf` was given last; a fresh array. */
export function encodedBytes(): Uint8Array {
  return scratch.written().slice(0, encodedLength);
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
