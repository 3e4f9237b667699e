import type { AssetGraph, Observation, Source } from '@meterworks/assets';
import { systemClock } from '../clock/system-clock.ts';
import type { StateStore } from '../state/state-store.ts';

/** A source that was asked already. */
export interface AskedSource {
  readonly source: Source;
  /** With what it was asked. */
  readonly cursor: string | undefined;
  readonly answer: Promise<Observation>;
  isAnswered(): boolean;
}

/** Within this time a question is on its way to a server of the local network, name and connection included. */
const leaveMs = 5;

/**
 * Asks the first source, so that a server thinks while the states are read and judged. Ends as soon as the question is on its way: what this
 * process computes would keep it from leaving.
 */
export async function askFirstSource({
  graph,
  state,
  asOf,
  signal,
}: {
  readonly graph: AssetGraph;
  readonly state: Pick<StateStore, 'readCursor'>;
  readonly asOf: number;
  readonly signal: AbortSignal;
}): Promise<AskedSource | undefined> {
  const [source] = graph.sources;
  if (source === undefined) return undefined;
  const cursor = await state.readCursor(source.name);
  let isAnswered = false;
  const answer = source.observe(cursor, { asOf, signal }).finally(() => {
    isAnswered = true;
  });
  // Whoever waits for the answer is told why there is none.
  await Promise.race([answer.catch(() => {}), systemClock.sleep(leaveMs)]);
  return { source, cursor, answer, isAnswered: () => isAnswered };
}
