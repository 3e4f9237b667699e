import type { AssetGraph, AssetKey, LiveStaleness, StateColumns } from '@meterworks/assets';
import type { Clock } from '../clock/clock.ts';
import type { Logger } from '../logging/logger.ts';
import type { SeriesStore } from '../series/series-store.ts';
import type { RunId } from '../state/run-record.ts';
import type { Fenced, StateStore } from '../state/state-store.ts';
import type { RunValues } from './run-values.ts';

/** What the steps of one run share. */
export interface RunScope {
  readonly graph: AssetGraph;
  readonly state: Pick<StateStore, 'commit' | 'announceWrite'>;
  readonly series: SeriesStore;
  readonly clock: Clock;
  readonly fence: Fenced;
  readonly run: RunId;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly values: RunValues;
  readonly staleness: LiveStaleness;
  columns(key: AssetKey): StateColumns;
  /** Whether a step of this run that is still to come reads the asset. */
  hasReaders(key: AssetKey): boolean;
}
