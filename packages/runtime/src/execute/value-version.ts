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

/** The canonical bytes of a value and the version of each of the asset's facets, two lanes a facet. */
export interface EncodedValue {
  readonly bytes: Uint8Array;
  readonly versions: Uint32Array;
}

/** Encodes a value once and hashes each facet of it. The carry facet of a running asset stays 0: see `setCarryVersion`. */
export function encodeWithVersions(asset: AssetDefinition, value: unknown): EncodedValue {
  const versions = new Uint32Array(asset.facets.length * 2);
  scratch.reset();
  asset.codec.write(scratch, value);
  const bytes = scratch.copy();
  asset.facets.forEach((facet, index) => {
    if (facet.name === carryFacet) return;
    if (facet.silentWhen?.(value) === true) hashBytes(nothing);
    else if (facet.fields === undefined) hashBytes(bytes);
    else {
      scratch.reset();
      (asset.codec as RecordCodec<Record<string, unknown>>).writeFields(
        scratch,
        value as Record<string, unknown>,
        facet.fields,
      );
      hashBytes(scratch.written());
    }
    setVersion(versions, index);
  });
  return { bytes, versions };
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
