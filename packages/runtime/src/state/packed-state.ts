import { StateColumns, type StateLayout } from '@meterworks/assets';
import { LaneReader, LaneWriter } from './packed-lane.ts';

/** The format's number, in the first byte. */
const formatVersion = 1;

interface Header extends StateLayout {
  readonly first: number;
  readonly length: number;
  readonly codes: readonly string[];
  readonly configs: readonly string[];
  /** How each lane is packed, a digit a lane, in the order of `lanesOf`. */
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
 * with spaces to a multiple of 4), then the lanes one after another.
 */
export function packState(columns: StateColumns): Uint8Array {
  const writer = new LaneWriter();
  let lanes = '';
  for (const [column, width] of columnsOf(columns)) {
    for (let lane = 0; lane < width; lane++) lanes += writer.write(column, lane, width, columns.length);
  }
  const { first, length, layout, codes, configs } = columns;
  const { facets, deps, lazyDeps } = layout;
  const header: Header = { first, length, facets, deps, lazyDeps, codes, configs, lanes };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = Math.ceil(json.length / 4) * 4;
  const body = writer.bytes();
  const packed = new Uint8Array(8 + headerBytes + body.length).fill(0x20, 8, 8 + headerBytes);
  packed[0] = formatVersion;
  new DataView(packed.buffer).setUint32(4, headerBytes, true);
  packed.set(json, 8);
  packed.set(body, 8 + headerBytes);
  return packed;
}

/** The columns that `packState` was given, in the layout they were recorded with. */
export function unpackState(packed: Uint8Array): StateColumns {
  if (packed.length < 8) throw new PackedStateError('it is too short');
  if (packed[0] !== formatVersion)
    throw new PackedStateError(`its format is ${packed[0]}, this version knows ${formatVersion}`);
  const headerBytes = new DataView(packed.buffer, packed.byteOffset, packed.byteLength).getUint32(4, true);
  try {
    const header = JSON.parse(new TextDecoder().decode(packed.subarray(8, 8 + headerBytes))) as Header;
    const { facets, deps, lazyDeps } = header;
    const columns = new StateColumns({ facets, deps, lazyDeps });
    columns.codes = [...header.codes];
    columns.configs = [...header.configs];
    if (header.length > 0) columns.cover(header.first, header.first + header.length - 1);
    const reader = new LaneReader(packed.subarray(8 + headerBytes));
    let next = 0;
    for (const [column, width] of columnsOf(columns)) {
      for (let lane = 0; lane < width; lane++) {
        reader.read(header.lanes.charCodeAt(next++) - 48, column, lane, width, header.length);
      }
    }
    return columns;
  } catch (error) {
    throw new PackedStateError(error instanceof Error ? error.message : String(error), error);
  }
}

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/** Every column with its number of lanes, in the order in which they are packed. */
function columnsOf(columns: StateColumns): [Column, number][] {
  const { facets, deps, lazyDeps } = columns.layout;
  return [
    [columns.flags, 1],
    [columns.version, 2 * facets.length],
    [columns.changedSeq, facets.length],
    [columns.madeSeq, 1],
    [columns.code, 1],
    [columns.config, 1],
    [columns.inputHash, 2 * deps.length],
    [columns.inputCount, deps.length],
    [columns.lazyRange, 2 * lazyDeps.length],
  ];
}
