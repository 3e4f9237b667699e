import type { AssetGraph } from '@meterworks/assets';
import { isShownAlike, summarize } from '../execute/summarize.ts';
import type { Fenced, StateStore } from '../state/state-store.ts';
import type { Session } from './session.ts';

/**
 * Brings up to date what is shown of the assets that were judged since. Time passes: also those that no run touched have more
 * partitions than at the last look.
 */
export async function saveSummaries(
  graph: AssetGraph,
  recorded: Pick<StateStore, 'readSummaries'>,
  fence: Fenced,
  { staleness, asOf, state }: Session,
): Promise<void> {
  const judged = staleness.takeJudged();
  if (judged.size === 0) return;
  const isAll = judged.size === graph.keys.length;
  const shown = await recorded.readSummaries(isAll ? undefined : [...judged]);
  const known = new Map(shown.map((summary) => [summary.asset, summary]));
  const changed = [...judged]
    .map((key) => summarize(staleness.of(key), asOf))
    .filter((summary) => !isShownAlike(known.get(summary.asset), summary));
  if (changed.length > 0) await state.commit(fence, () => ({ summaries: changed }));
}
