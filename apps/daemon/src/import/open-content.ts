import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

const pieceBytes = 1 << 20;

/** What a file holds, read when it is walked. @throws what the system says if it cannot be read */
export type FileContent =
  | { readonly kind: 'text'; readonly pieces: Iterable<string> }
  | { readonly kind: 'workbook'; readonly bytes: ArrayBuffer };

/**
 * A workbook, or a text: UTF-8, or what Windows programs of western Europe write where it is not that. A text comes in pieces, from its
 * beginning each time it is walked; what can be read only once, such as a pipe, is kept.
 * @throws what the system says if it cannot be read
 */
export function openContent(path: string): FileContent {
  if (statSync(path).isFile() && !isWorkbook(firstBytes(path))) {
    const encoding = isUtf8(piecesOf(path)) ? 'utf-8' : 'windows-1252';
    return { kind: 'text', pieces: { [Symbol.iterator]: () => decoded(piecesOf(path), encoding) } };
  }
  const bytes = readFileSync(path);
  if (isWorkbook(bytes)) {
    const { buffer, byteOffset, byteLength } = bytes;
    return { kind: 'workbook', bytes: (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength) };
  }
  return { kind: 'text', pieces: [...decoded([bytes], isUtf8([bytes]) ? 'utf-8' : 'windows-1252')] };
}

/** A workbook is a zip archive; the workbooks of old begin otherwise, and are refused as one. */
function isWorkbook([first, second]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
}

function isUtf8(pieces: Iterable<Uint8Array>): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (const piece of pieces) decoder.decode(piece, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function* decoded(pieces: Iterable<Uint8Array>, encoding: string): Generator<string, undefined> {
  const decoder = new TextDecoder(encoding);
  for (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** Each piece holds only until the next one is asked for. */
function* piecesOf(path: string): Generator<Uint8Array, undefined> {
  const file = openSync(path, 'r');
  try {
    const buffer = new Uint8Array(pieceBytes);
    for (;;) {
      const length = readSync(file, buffer, 0, buffer.length, null);
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

function firstBytes(path: string): Uint8Array {
  const [first] = piecesOf(path);
  return first ?? new Uint8Array();
}
