import { type DayValue, type QualityCodes, qualityCodes } from '@meterworks/meters';
import { type Cell, instantText } from './csv.ts';

/** One partition of an asset; `value` undefined where there is none. Instants are UTC ms. */
export interface PartitionValue {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
}

/** Rows with named columns, for CSV and JSON alike. */
export interface SeriesTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * The table that an asset's values make. Its columns are a promise to other programs: `partition,start,value,unit,quality` of a
 * consumption, `partition,end,close,advance,unit,quality` of a register; of another asset the fields that its values have. Details add
 * columns behind those.
 */
export function seriesTable(
  asset: string,
  unit: string | undefined,
  values: readonly PartitionValue[],
  details: 'plain' | 'detailed' = 'plain',
): SeriesTable {
  if (asset.startsWith('consumption/')) {
    const table = {
      columns: ['partition', 'start', 'value', 'unit', 'quality'],
      rows: values.map(({ key, start, value }) => [
        key,
        instantText(start),
        number(value, 'consumption'),
        unit,
        word(value, 'quality'),
      ]),
    };
    return details === 'plain' ? table : withColumns(table, consumptionDetails, values);
  }
  if (/^(physical|master|virtual)\//.test(asset)) {
    const table = {
      columns: ['partition', 'end', 'close', 'advance', 'unit', 'quality'],
      rows: values.map(({ key, end, value }) => [
        key,
        instantText(end),
        number(value, 'close'),
        number(value, 'advance'),
        unit,
        word(value, 'quality'),
      ]),
    };
    return details === 'plain' ? table : withColumns(table, dayDetails, values);
  }
  return fieldTable(values, asset.startsWith('anomalies/') ? anomalyInstants : noInstants);
}

type DetailColumns = Readonly<Record<string, (value: unknown) => Cell>>;

const consumptionDetails: DetailColumns = {
  p10: (value) => number(value, 'low'),
  p90: (value) => number(value, 'high'),
  measured_share: (value) => number(value, 'measuredShare'),
};

/** With the codes of docs/quality-codes.md. */
const dayDetails: DetailColumns = {
  ...consumptionDetails,
  method: (value) => word(value, 'method'),
  nem12: (value) => codesOf(value)?.nem12,
  bo4e: (value) => codesOf(value)?.bo4e,
  mscons: (value) => codesOf(value)?.mscons,
};

function codesOf(value: unknown): QualityCodes | undefined {
  return value === undefined ? undefined : qualityCodes(value as DayValue);
}

function withColumns(table: SeriesTable, more: DetailColumns, values: readonly PartitionValue[]): SeriesTable {
  return {
    columns: [...table.columns, ...Object.keys(more)],
    rows: table.rows.map((row, i) => [...row, ...Object.values(more).map((cellOf) => cellOf(values[i]?.value))]),
  };
}

const noInstants: ReadonlySet<string> = new Set();
const anomalyInstants: ReadonlySet<string> = new Set(['start', 'end']);

/** One row a value, or one an entry where values are lists; nested parts as JSON. `instants` are fields that hold UTC ms. */
function fieldTable(values: readonly PartitionValue[], instants: ReadonlySet<string>): SeriesTable {
  const entries = values.flatMap(({ key, start, value }) =>
    (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((entry: unknown) => ({
      key,
      start,
      entry,
    })),
  );
  const fields = [...new Set(entries.flatMap(({ entry }) => (isRecord(entry) ? Object.keys(entry) : ['value'])))];
  return {
    // An anomaly has a start of its own, which is another than its day's.
    columns: ['partition', 'partition_start', ...fields],
    rows: entries.map(({ key, start, entry }) => [
      key,
      instantText(start),
      ...fields.map((field) => {
        const cell = cellOf(isRecord(entry) ? entry[field] : field === 'value' ? entry : undefined);
        return typeof cell === 'number' && instants.has(field) ? instantText(cell) : cell;
      }),
    ]),
  };
}

export function seriesJson(table: SeriesTable): Record<string, Cell | null>[] {
  return table.rows.map((row) =>
    Object.fromEntries(table.columns.map((column, index) => [column, finite(row[index])])),
  );
}

function finite(cell: Cell): Cell | null {
  return cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell)) ? null : cell;
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  return JSON.stringify(value, (_, inner: unknown) =>
    ArrayBuffer.isView(inner) ? Array.from(inner as Float64Array) : inner,
  );
}

function number(value: unknown, field: string): number | undefined {
  const found = isRecord(value) ? value[field] : undefined;
  return typeof found === 'number' ? found : undefined;
}

function word(value: unknown, field: string): string | undefined {
  const found = isRecord(value) ? value[field] : undefined;
  return typeof found === 'string' ? found : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}
