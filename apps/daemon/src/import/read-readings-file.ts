import type { Configuration, PhysicalMeter } from '@meterworks/meters/config';
import {
  type ExportedReadings,
  type ImportedReadings,
  MixedUnitsError,
  parseExportCsv,
  parseExportSheets,
  parseReadingsCsv,
  ReadingsHeaderError,
  readWorkbook,
  SeriesChoiceError,
  WorkbookError,
} from '@meterworks/meters/import';
import { convertFactor } from '@meterworks/meters/units';
import { UsageFailure } from '../command-failure.ts';
import { readFault } from '../composition/read-configuration.ts';
import { type FileContent, openContent } from './open-content.ts';

export interface ReadingsFile {
  readonly file: string;
  readonly timezone?: string;
  readonly entity?: string;
}

/** Readings in the meter's unit; `format` where the file is an export of others. */
export type FileReadings = ImportedReadings & { readonly format?: string };

/** Reads a file of readings of whatever known form. @throws UsageFailure with what is wrong with it as a whole */
export async function readReadingsFile(
  asked: ReadingsFile,
  meter: PhysicalMeter,
  { timezone }: Pick<Configuration, 'timezone'>,
): Promise<FileReadings> {
  const { file } = asked;
  const content = readContent(file);
  try {
    const options = {
      timezone: asked.timezone ?? timezone,
      ...(asked.entity === undefined ? {} : { series: asked.entity }),
    };
    if (content.kind === 'workbook') {
      const found = parseExportSheets(await readWorkbook(content.bytes), options);
      if (found === undefined) {
        throw new UsageFailure(
          `${file}: no sheet names Ab-Datum and Zählerstand, or start and state, in its first 20 rows.`,
        );
      }
      return inUnitOf(meter, found, file);
    }
    return readText(content.pieces, asked, (text) => {
      const found = parseExportCsv(text, options);
      return found === undefined ? undefined : inUnitOf(meter, found, file);
    });
  } catch (error) {
    const isOfFile =
      error instanceof ReadingsHeaderError ||
      error instanceof SeriesChoiceError ||
      error instanceof MixedUnitsError ||
      error instanceof WorkbookError;
    if (isOfFile) throw new UsageFailure(`${file}: ${error.message}.`, { cause: error });
    throw error;
  }
}

/** Plain readings, or what only their header's refusal shows to be an export. */
function readText(
  pieces: Iterable<string>,
  { timezone }: ReadingsFile,
  readExport: (text: string) => FileReadings | undefined,
): FileReadings {
  try {
    return parseReadingsCsv(pieces, timezone === undefined ? {} : { timezone });
  } catch (error) {
    const found = error instanceof ReadingsHeaderError ? readExport([...pieces].join('')) : undefined;
    if (found === undefined) throw error;
    return found;
  }
}

function inUnitOf(meter: PhysicalMeter, readings: ExportedReadings, file: string): FileReadings {
  const { unit } = readings;
  if (unit === undefined || unit === meter.unit) return readings;
  const factor = convertFactor(unit, meter.unit);
  if (factor === undefined) throw new UsageFailure(`${file} gives ${unit}, but "${meter.id}" counts ${meter.unit}.`);
  return { ...readings, values: readings.values.map((value) => value * factor) };
}

function readContent(file: string): FileContent {
  try {
    return openContent(file);
  } catch (error) {
    throw new UsageFailure(`${file} cannot be read: ${readFault(error)}.`, { cause: error });
  }
}
