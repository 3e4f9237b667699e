import { StateColumns, type StateLayout } from '@meterworks/assets';
import { LaneReader } from './lane-reader.ts';
import { LaneWriter } from './lane-writer.ts';

/** The format's number, in the first byte. */
const formatVersion = 1;

/** Bytes before the header: format number, three of zero, the header's length (4 bytes). */
const preamble = 8;

interface Header extends StateLayout {
  readonly first: number;
  readonly length: number;
  readonly codes: readonly string[];
  readonly configs: readonly string[];
  /** How each column is packed, in the order of `columnsOf`. */
  readonly lanes: string;
}

/** A recorded state that cannot be read: damaged, or of a newer version. */
export class PackedStateError extends Error {
  override readonly name = 'PackedStateError';
  readonly reason: string;
  constructor(reason: string, cause?: unknown) {
    super(`a recorded state cannot be read: ${reason}`, cause === undefined ? {} : { cause });
    this.reason = reason;
  }
}

/**
 * Columns as bytes: format number, three bytes of zero, length of the header (4 bytes, little-endian), header (JSON, filled up
 * with spaces to a multiple of 4), then the packed columns one after another.
 */
export function packState(columns: StateColumns): Uint8Array<ArrayBuffer> {
  const writer = new LaneWriter();
  const { first, length, layout, codes, configs } = columns;
  const { facets, deps, lazyDeps } = layout;
  const lanes = [
    writer.writeColumn(columns.flags, 1, length),
    writer.writeColumn(columns.version, 2 * facets.length, length),
    writer.writeColumn(columns.changedSeq, facets.length, length),
    writer.writeColumn(columns.madeSeq, 1, length),
    writer.writeColumn(columns.code, 1, length),
    writer.writeColumn(columns.config, 1, length),
    writer.writeColumn(columns.inputHash, 2 * deps.length, length),
    writer.writeColumn(columns.inputCount, deps.length, length),
    writer.writeColumn(columns.lazyRange, 2 * lazyDeps.length, length),
  ].join('');
  const header: Header = { first, length, facets, deps, lazyDeps, codes, configs, lanes };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = Math.ceil(json.length / 4) * 4;
  const body = writer.bytes();
  const packed = new Uint8Array(preamble + headerBytes + body.length).fill(0x20, preamble, preamble + headerBytes);
  packed[0] = formatVersion;
  new DataView(packed.buffer).setUint32(4, headerBytes, true);
  packed.set(json, preamble);
  packed.set(body, preamble + headerBytes);
  return packed;
}

/**
 * The columns that `packState` was given, in the layout they were recorded with. They may be views into `packed`, which therefore
 * must not be used for anything else afterwards.
 */
export function unpackState(packed: Uint8Array): StateColumns {
  if (packed.length < preamble) throw new PackedStateError('it is too short');
  if (packed[0] !== formatVersion) {
    throw new PackedStateError(`its format is ${packed[0]}, this version knows ${formatVersion}`);
  }
  const bodyAt = preamble + new DataView(packed.buffer, packed.byteOffset, packed.byteLength).getUint32(4, true);
  try {
    const json = new TextDecoder().decode(packed.subarray(preamble, bodyAt));
    const { first, length, facets, deps, lazyDeps, codes, configs, lanes } = JSON.parse(json) as Header;
    const columns = new StateColumns({ facets, deps, lazyDeps });
    const reader = new LaneReader(packed.subarray(bodyAt), lanes);
    columns.first = first;
    columns.length = length;
    columns.codes = [...codes];
    columns.configs = [...configs];
    columns.flags = reader.readCompact(Uint8Array<ArrayBuffer>, 1, length);
    columns.version = reader.readColumn(Uint32Array<ArrayBuffer>, 2 * facets.length, length);
    columns.changedSeq = reader.readCompact(Uint32Array<ArrayBuffer>, facets.length, length);
    columns.madeSeq = reader.readCompact(Uint32Array<ArrayBuffer>, 1, length);
    columns.code = reader.readCompact(Uint16Array<ArrayBuffer>, 1, length);
    columns.config = reader.readCompact(Uint16Array<ArrayBuffer>, 1, length);
    columns.inputHash = reader.readColumn(Uint32Array<ArrayBuffer>, 2 * deps.length, length);
    columns.inputCount = reader.readCompact(Uint32Array<ArrayBuffer>, deps.length, length);
    columns.lazyRange = reader.readColumn(Int32Array<ArrayBuffer>, 2 * lazyDeps.length, length);
    return columns;
  } catch (error) {
    throw new PackedStateError(error instanceof Error ? error.message : String(error), error);
  }
}
