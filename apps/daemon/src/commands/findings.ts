import { openZone } from '@meterworks/assets';
import type { PhysicalMeter } from '@meterworks/meters/config';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { loadFindings } from '../composition/load-findings.ts';
import { openHouse } from '../composition/open-house.ts';
import { requirePhysicalMeter } from '../composition/require-meter.ts';
import { parseDateRange } from '../date-range.ts';
import { exitCodes } from '../exit-code.ts';
import { findingLines, findingsJson } from '../output/finding-report.ts';

export interface FindingsOptions {
  readonly meter?: string;
  readonly from?: string;
  readonly to?: string;
  readonly open?: boolean;
  readonly json?: boolean;
}

/** Lists what the repair found in the readings, as of the last run. */
export async function findings(context: CommandContext, options: FindingsOptions): CommandResult {
  const range = parseDateRange(options);
  const house = await openHouse(context);
  try {
    const { meters, timezone } = house.configuration;
    const wanted =
      options.meter === undefined
        ? [...meters.values()].filter((meter): meter is PhysicalMeter => meter.kind === 'physical')
        : [requirePhysicalMeter(house.configuration, options.meter)];
    const all = await loadFindings(house, wanted, range);
    const open = all.findings.filter(({ state }) => state === 'proposed');
    const listed = options.open === true ? { findings: open, decisions: [] } : all;
    const { terminal } = context;
    if (options.json === true) terminal.print(JSON.stringify(findingsJson(listed), null, 2));
    else if (options.open === true && open.length === 0) terminal.print('Nothing waits for your word.');
    else terminal.print(findingLines(listed, openZone(timezone)).join('\n'));
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}
