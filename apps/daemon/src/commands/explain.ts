import type { CommandContext, CommandResult } from '../command-context.ts';
import { openHouse } from '../composition/open-house.ts';
import { requireAsset } from '../composition/require-name.ts';
import { exitCodes } from '../exit-code.ts';
import { explanationLines } from '../output/explanation-text.ts';

/** Says why a partition is in its state. */
export async function explain(
  context: CommandContext,
  options: { asset: string; partition: string; json?: boolean },
): CommandResult {
  const house = await openHouse(context);
  try {
    const asset = requireAsset(house.engine.graph, options.asset);
    const explanation = await house.engine.explain(asset, options.partition);
    const { terminal } = context;
    if (options.json === true) terminal.print(JSON.stringify(explanation, null, 2));
    else terminal.print(explanationLines(explanation).join('\n'));
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}
