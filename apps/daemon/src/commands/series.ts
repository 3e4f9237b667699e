import type { CommandContext, CommandResult } from '../command-context.ts';
import { openHouse } from '../composition/open-house.ts';
import { requireAsset } from '../composition/require-name.ts';
import { parseDateRange } from '../date-range.ts';
import { exitCodes } from '../exit-code.ts';
import { csvRow } from '../output/csv.ts';
import { seriesJson, seriesTable } from '../output/series-table.ts';

/** Prints the stored values of an asset. */
export async function series(
  context: CommandContext,
  options: { asset: string; from?: string; to?: string; details?: boolean; format: 'csv' | 'json' },
): CommandResult {
  const range = parseDateRange(options);
  const house = await openHouse(context);
  try {
    const asset = requireAsset(house.engine.graph, options.asset);
    const values = await house.engine.values(asset, range.from, range.to);
    const table = seriesTable(
      asset,
      house.engine.graph.asset(asset).unit,
      values,
      options.details === true ? 'detailed' : 'plain',
    );
    const { terminal } = context;
    if (options.format === 'json') terminal.print(JSON.stringify(seriesJson(table), null, 2));
    else terminal.print([table.columns.join(','), ...table.rows.map(csvRow)].join('\n'));
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}
