import type { CommandContext, CommandResult } from '../command-context.ts';
import { openSeries } from '../composition/open-stores.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { requirePhysicalMeter } from '../composition/require-meter.ts';
import { exitCodes } from '../exit-code.ts';
import { openHouseClock } from '../house-clock.ts';
import { countConflicts } from '../import/count-conflicts.ts';
import { type ReadingsFile, readReadingsFile } from '../import/read-readings-file.ts';
import { type ImportResult, importJson, importLines } from '../output/import-report.ts';

export interface ImportOptions extends ReadingsFile {
  readonly meter: string;
  readonly json?: boolean;
}

/** Adds the readings of a file to a meter: all that can be read, in one transaction. Makes nothing of them. */
export async function importReadings(context: CommandContext, options: ImportOptions): CommandResult {
  const now = openHouseClock(context.environment).now();
  const configuration = await requireConfiguration(context);
  const meter = requirePhysicalMeter(configuration, options.meter);
  const { times, values, report, format } = await readReadingsFile(options, meter, configuration);
  const first = times[0];
  const last = times.at(-1);
  let result: ImportResult = {
    meter: meter.id,
    unit: meter.unit,
    file: options.file,
    format,
    report,
    first,
    last,
    written: 0,
    known: 0,
    contradicting: 0,
    early: times.filter((time) => time > now).length,
  };
  if (first !== undefined && last !== undefined) {
    const series = await openSeries(configuration);
    try {
      const before = await series.readSamples(meter.id, first, last + 1);
      const { written, duplicates } = await series.appendSamples(meter.id, 'import', times, values);
      result = { ...result, written, known: duplicates, contradicting: countConflicts(before, { times, values }) };
    } finally {
      await series.close();
    }
  }
  const { terminal } = context;
  if (options.json === true) terminal.print(JSON.stringify(importJson(result), null, 2));
  else terminal.print(importLines(result).join('\n'));
  return report.accepted === 0 && report.rows > 0 ? exitCodes.usage.code : exitCodes.done.code;
}
