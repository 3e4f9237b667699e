import type { ImportReport, RefusalReason } from '@meterworks/meters/import';
import { instantText } from './csv.ts';
import { counted, grouped } from './table.ts';

/** What became of an imported file. */
export interface ImportResult {
  readonly file: string;
  readonly meter: string;
  readonly unit: string;
  /** What kind of file it was, for people; undefined for plain CSV. */
  readonly format: string | undefined;
  readonly report: ImportReport;
  /** UTC ms of the first and last reading taken. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Readings that were not there before; and those that were. */
  readonly written: number;
  readonly known: number;
  /** Readings that give a time another value than a reading that was there before. */
  readonly contradicting: number;
  /** Readings of a time that has not come yet. */
  readonly early: number;
}

/** How many refused rows are named. */
const shownRows = 20;

/** What would do, where the row itself does not say it. */
const remedies: Partial<Record<RefusalReason, string>> = {
  'bad time':
    'Times are read like 2024-11-27T06:00:00Z, 2024-11-27T07:00+01:00 or, of a local clock, 2024-11-27 07:00.',
  'date without time of day': 'A reading needs its time of day, too, for example 2024-11-27 07:00.',
  'time without zone': 'Times that name no zone are read with --timezone, for example --timezone Europe/Berlin.',
  'ambiguous number':
    'Numbers such as 1.234 can be read in two ways, and no other number of the file tells which: separate the columns by commas for decimal points.',
  'too many fields': 'Where commas separate the columns, decimals need a point, or quotes around the number.',
};

/** What `import --json` prints. */
export function importJson({
  file,
  meter,
  unit,
  format,
  report,
  first,
  last,
  written,
  known,
  contradicting,
  early,
}: ImportResult) {
  return {
    file,
    meter,
    unit,
    format: format ?? 'readings',
    rows: report.rows,
    accepted: report.accepted,
    written,
    duplicates: report.duplicates + known,
    conflicting: report.conflicting + contradicting,
    out_of_order: report.outOfOrder,
    in_the_future: early,
    refused: report.refused.length,
    refused_rows: report.refused.slice(0, shownRows),
    first: first === undefined ? null : instantText(first),
    last: last === undefined ? null : instantText(last),
  };
}

export function importLines(result: ImportResult): string[] {
  const { file, meter, unit, report, written, known } = result;
  const duplicates = report.duplicates + known;
  const conflicting = report.conflicting + result.contradicting;
  const refused = report.refused.length;
  const span =
    result.first === undefined || result.last === undefined
      ? ''
      : `, ${instantText(result.first)} … ${instantText(result.last)}`;
  return [
    ...report.refused
      .slice(0, shownRows)
      .map(({ line, reason, text }) => `${file}:${line} refused, ${reason}: ${text}`),
    ...(refused > shownRows ? [`… and ${counted(refused - shownRows, 'more refused row')}`] : []),
    ...(result.format === undefined ? [] : [`${file} holds ${result.format}.`]),
    `${counted(report.rows, 'row')} read: ${grouped(written)} new${duplicates === 0 ? '' : `, ${grouped(duplicates)} known already`}${refused === 0 ? '' : `, ${grouped(refused)} refused`}.`,
    ...[...new Set(report.refused.map(({ reason }) => reason))].flatMap((reason) => remedies[reason] ?? []),
    ...(report.outOfOrder === 0
      ? []
      : [`${counted(report.outOfOrder, 'row was', 'rows were')} out of order, and put in order.`]),
    ...(conflicting === 0
      ? []
      : [
          `${counted(conflicting, 'reading gives', 'readings give')} a time another value than another reading; both are kept, and the repair decides.`,
        ]),
    ...(result.early === 0
      ? []
      : [
          `${counted(result.early, 'reading lies in the future and waits', 'readings lie in the future and wait')} until then; if that is wrong, see to the clock that wrote them.`,
        ]),
    report.accepted === 0
      ? 'Nothing was imported.'
      : `${meter} (${unit}): ${counted(report.accepted, 'reading')}${span}. meterworks materialize makes what follows from them.`,
  ];
}
