import type { AssetGraph, AssetKey, LiveStaleness, RetryPolicy, StateColumns } from '@meterworks/assets';
import type { Clock, Timers } from '../clock/clock.ts';
import type { Logger } from '../logging/logger.ts';
import type { SeriesStore } from '../series/series-store.ts';
import type { RunId } from '../state/run-record.ts';
import type { Fenced, StateStore } from '../state/state-store.ts';
import type { RunValues } from './run-values.ts';

/** How steps are tried again. */
export interface Retrying {
  /** For what an asset says nothing of. */
  readonly policy: RetryPolicy;
  readonly timers: Pick<Timers, 'sleep'>;
  /** Numbers in [0, 1). */
  readonly random: () => number;
}

/** What the steps of one run share. */
export interface RunScope {
  readonly graph: AssetGraph;
  readonly state: Pick<StateStore, 'commit' | 'announceWrite' | 'readCheckpoint'>;
  readonly series: Pick<SeriesStore, 'loadValues' | 'saveValues'>;
  readonly clock: Clock;
  readonly fence: Fenced;
  readonly run: RunId;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly values: RunValues;
  readonly staleness: LiveStaleness;
  readonly retrying: Retrying;
  columns(key: AssetKey): StateColumns;
  /** Whether a step of this run that is still to come reads the asset. */
  hasReaders(key: AssetKey): boolean;
}
