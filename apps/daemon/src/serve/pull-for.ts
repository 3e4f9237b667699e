import { pullSources } from '@meterworks/runtime';
import type { OpenHouse } from '../composition/open-house.ts';

/**
 * Fetches from outside what the selection names; without a selection nothing is fetched. What goes wrong there is said in the log and
 * given back, told to those who follow, and what is known already can be made all the same.
 */
export async function pullFor(
  {
    engine,
    stores,
    fence,
    clock,
    signal,
    logger,
  }: Pick<OpenHouse, 'engine' | 'stores' | 'fence' | 'clock' | 'signal' | 'logger'>,
  actor: string,
  selection: string | undefined,
): Promise<readonly string[]> {
  if (selection === undefined) return [];
  const faults: string[] = [];
  for (const { source, error } of await pullSources(engine.graph, selection, { asOf: clock.now(), signal })) {
    const payload = { source, error: error?.message ?? null };
    await stores.state.commit(fence, () => ({ events: [{ at: clock.now(), kind: 'pull-finished', payload }] }));
    if (error === undefined) continue;
    logger.error(`${actor}: ${error.message}`, { source });
    faults.push(error.message);
  }
  return faults;
}
