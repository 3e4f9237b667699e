import { type Separator, splitFields } from './csv-fields.ts';

/** Where a file's columns are. */
export interface CsvHeader {
  readonly separator: Separator;
  readonly columns: number;
  readonly time: number;
  readonly value: number;
}

/** The first line of a readings file does not name the columns `time` and `value`, or names one twice. */
export class ReadingsHeaderError extends Error {
  override readonly name = 'ReadingsHeaderError';
  /** From 1; 1 for a file without lines. */
  readonly line: number;
  /** The columns found, as they are written. */
  readonly columns: readonly string[];

  constructor(line: number, columns: readonly string[]) {
    const found = columns.length === 0 ? 'nothing' : columns.map((column) => JSON.stringify(column)).join(', ');
    super(`line ${line} must name the columns time and value once each; found ${found}`);
    this.line = line;
    this.columns = columns;
  }
}

/** Reads the header; of the three separators the one that shows both columns. @throws ReadingsHeaderError */
export function parseHeader(text: string, line: number): CsvHeader {
  for (const separator of [',', ';', '\t'] as const) {
    const names = columnsOf(text, separator).map((name) => name.toLowerCase());
    const time = names.indexOf('time');
    const value = names.indexOf('value');
    const once = names.lastIndexOf('time') === time && names.lastIndexOf('value') === value;
    if (time >= 0 && value >= 0 && once) return { separator, columns: names.length, time, value };
  }
  const guesses = ([',', ';', '\t'] as const).map((separator) => columnsOf(text, separator));
  const widest = guesses.reduce((best, columns) => (columns.length > best.length ? columns : best));
  throw new ReadingsHeaderError(
    line,
    widest.filter((name) => name !== ''),
  );
}

function columnsOf(text: string, separator: Separator): string[] {
  return (splitFields(text, separator) ?? [text]).map((name) => name.trim().slice(0, 40)).slice(0, 100);
}
