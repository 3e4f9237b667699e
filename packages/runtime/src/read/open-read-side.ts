import { codecOf, decodeValue } from '@meterworks/assets';
import { readAcknowledgements } from '../acknowledge/recorded-acknowledgements.ts';
import type { Timers } from '../clock/clock.ts';
import { systemClock } from '../clock/system-clock.ts';
import { stateQueries } from '../database/query-builder.ts';
import { stateSchema } from '../database/state-schema.ts';
import { seriesSchema } from '../series/embedded/series-schema.ts';
import { readSamples, seriesNames } from '../series/embedded/stored-samples.ts';
import { loadValues, storedSpan } from '../series/embedded/stored-values.ts';
import { readSettings } from '../settings/recorded-settings.ts';
import { storedAssetOf } from '../state/asset-row.ts';
import { EventWatcher } from './event-watcher.ts';
import { schemeOf } from './partition-keys.ts';
import { plainValue } from './plain-value.ts';
import { assetRow, readAssetNames, readAssets, readFailures, readObservations, readSummaries } from './read-assets.ts';
import { readAutomation } from './read-automation.ts';
import { readBackfillDetail, readBackfills } from './read-backfills.ts';
import { readAssetChecks } from './read-checks.ts';
import { readCommandView } from './read-command.ts';
import { readEventsAfter, readLastEvent, readOverview } from './read-events.ts';
import { readHistory, readRun, readRuns } from './read-history.ts';
import { readPartition } from './read-partition.ts';
import { readScheduleViews, readTickViews } from './read-schedules.ts';
import type { ReadSide } from './read-side.ts';
import { ReadingConnection } from './reading-connection.ts';
import { thinSamples } from './thin-samples.ts';
import type { ValueView } from './views.ts';
import { readWhy } from './why/read-why.ts';

/** Opens the databases of a house for looking at; they may not be there yet, or be upgraded meanwhile. */
export function openReadSide(options: {
  readonly stateDatabase: string;
  readonly seriesDatabase: string;
  readonly timers?: Timers;
}): ReadSide {
  const { stateDatabase, seriesDatabase, timers = systemClock } = options;
  const state = new ReadingConnection(stateDatabase, stateSchema, timers);
  const series = new ReadingConnection(seriesDatabase, seriesSchema, timers);
  const watcher = new EventWatcher(state, timers);
  return {
    async schemaState() {
      const found = await state.schemaState();
      return found.kind === 'current' ? series.schemaState() : found;
    },
    overview: () => state.read((connection) => readOverview(connection, 20)),
    assets: () => state.read(readAssets),
    assetNames: () => state.read(readAssetNames),
    summaries: () => state.read(readSummaries),
    async history(asset, filter = {}) {
      const db = await stateQueries();
      return state.read((connection) => readHistory(connection, db, asset, filter));
    },
    async runs(filter = {}) {
      const db = await stateQueries();
      return state.read((connection) => readRuns(connection, db, filter));
    },
    async run(id) {
      const db = await stateQueries();
      return state.read((connection) => readRun(connection, db, id));
    },
    settings: () => state.read(readSettings),
    backfills: (limit = 50) => state.read((connection) => readBackfills(connection, limit)),
    backfill: (id) => state.read((connection) => readBackfillDetail(connection, id)),
    command: (id) => state.read((connection) => readCommandView(connection, id)),
    schedules: (next = 5) => readScheduleViews(state, next, timers.now()),
    ticks: (schedule, limit = 50) => state.read((connection) => readTickViews(connection, schedule, limit)),
    automation: () => state.read(readAutomation),
    acknowledgements: (asset) => state.read((connection) => readAcknowledgements(connection, asset)),
    checks: (asset, findings = 20) => state.read((connection) => readAssetChecks(connection, asset, findings)),
    failures: (asset) => state.read((connection) => readFailures(connection, asset)),
    observations: (asset, limit = 50) => state.read((connection) => readObservations(connection, asset, limit)),
    async partition(asset, ordinal) {
      const db = await stateQueries();
      return state.read((connection) => readPartition(connection, db, asset, ordinal));
    },
    why: (asset, ordinal) => state.read((connection) => readWhy(connection, asset, ordinal)),
    async values(asset, from, to) {
      const row = await state.read((connection) => assetRow(connection, asset));
      if (row === undefined) return [];
      const codec = codecOf(storedAssetOf(row).codecSchema);
      const scheme = schemeOf(row.grain, row.zone);
      return series.read((connection) => {
        const stored = storedSpan(connection, asset);
        const first = Math.max(from, stored.from);
        const values: ValueView[] = [];
        loadValues(connection, asset, first, Math.min(to, stored.to)).forEach((bytes, i) => {
          if (bytes === undefined) return;
          const ordinal = first + i;
          const value = plainValue(decodeValue(codec, bytes));
          values.push({ ordinal, key: scheme.keyOf(ordinal), start: scheme.startOf(ordinal), value });
        });
        return values;
      });
    },
    seriesNames: () => series.read(seriesNames),
    samples: (name, from, to, maxPoints = 2_000) =>
      series.read((connection) => thinSamples(readSamples(connection, name, from, to), maxPoints)),
    eventsAfter: (id, limit = 500) => state.read((connection) => readEventsAfter(connection, id, limit)),
    lastEventId: () => state.read(readLastEvent),
    follow: (listener, failed = () => undefined) => watcher.follow(listener, failed),
    async close() {
      watcher.close();
      await state.close();
      await series.close();
    },
  };
}
