import type { AssetKey, Source, StateColumns } from '@meterworks/assets';
import type { Clock } from '../clock/clock.ts';
import type { Logger } from '../logging/logger.ts';
import type { ObservationRecord, StateRecord } from '../state/commit.ts';
import type { Fenced, StateStore } from '../state/state-store.ts';
import type { AskedSource } from './ask-first-source.ts';
import { changesOf, recordChanges } from './record-observation.ts';

/** What came in, by external asset. */
export interface ObservationReport {
  readonly changed: readonly { readonly asset: AssetKey; readonly partitions: number }[];
}

/**
 * Asks the sources what it sees and records fingerprints that differ from the recorded ones, with the source's new cursor in the
 * same commit: a crash in between looks again, it never misses. The given columns are brought up to date.
 */
export async function observeSources(scope: {
  readonly sources: readonly Source[];
  readonly state: Pick<StateStore, 'commit' | 'readCursor'>;
  readonly states: ReadonlyMap<AssetKey, StateColumns>;
  readonly fence: Fenced;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly asOf: number;
  readonly signal: AbortSignal;
  /** One that need not be asked any more. */
  readonly asked?: AskedSource | undefined;
}): Promise<ObservationReport & { readonly unfinished: readonly Source[] }> {
  const changed: { asset: AssetKey; partitions: number }[] = [];
  const unfinished: Source[] = [];
  for (const source of scope.sources) {
    const asked = scope.asked?.source === source ? scope.asked : undefined;
    const cursor = asked === undefined ? await scope.state.readCursor(source.name) : asked.cursor;
    const seen = await (asked?.answer ?? source.observe(cursor, { asOf: scope.asOf, signal: scope.signal }));
    if (seen.more) unfinished.push(source);
    const news = seen.assets.flatMap((observed) => {
      const columns = scope.states.get(observed.asset);
      if (columns === undefined) return [];
      const changes = changesOf(columns, observed);
      return changes.length === 0 ? [] : [{ observed, columns, changes }];
    });
    if (news.length === 0 && seen.cursor === cursor) continue;
    await scope.state.commit(scope.fence, (seq) => {
      const states: StateRecord[] = [];
      const observations: ObservationRecord[] = [];
      for (const { observed, columns, changes } of news) {
        const { asset, detail } = observed;
        const stretch = recordChanges(columns, changes, seq);
        states.push({ asset, columns, touched: stretch });
        const told = detail === undefined ? {} : { detail };
        observations.push({ source: source.name, asset, ...stretch, at: scope.clock.now(), ...told });
      }
      return {
        states,
        observations,
        cursor: { source: source.name, cursor: seen.cursor },
      };
    });
    for (const { observed, changes } of news) changed.push({ asset: observed.asset, partitions: changes.length });
  }
  if (changed.length > 0)
    scope.logger.info(`observed changes in ${changed.length} series`, {
      partitions: changed.reduce((sum, one) => sum + one.partitions, 0),
    });
  return { changed, unfinished };
}
