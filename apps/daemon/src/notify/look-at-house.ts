import { type AssetKey, decodeValue } from '@meterworks/assets';
import type { Anomaly } from '@meterworks/meters';
import type { Notifier } from '@meterworks/runtime/notify';
import type { EventView, ReadSide } from '@meterworks/runtime/read';
import type { OpenHouse } from '../composition/open-house.ts';
import {
  anomalyKey,
  anomalyNotice,
  noticeKinds,
  overdueKey,
  overdueNotice,
  runKey,
  runNotice,
  sourceKey,
  sourceNotice,
  tickKey,
  tickNotice,
} from './house-notices.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Runs that are looked at, and how old they may be. */
const runs = { newest: 100, withinMs: 7 * dayMs } as const;
/** The newest of a schedule may still be at work, or have been skipped. */
const ticksLookedAt = 20;
/** Days whose verdicts are looked at: what is older is no news, as on the first day of a house with years of readings. */
const anomalyDays = 7;
/** An hour without an answer is nothing; what lasts longer is told. */
const sourceAfterMs = 6 * hourMs;

export interface Lookout {
  readonly house: Pick<OpenHouse, 'configuration' | 'engine' | 'stores' | 'clock'>;
  readonly reader: Pick<ReadSide, 'runs' | 'ticks'>;
  readonly notifier: Notifier;
}

/** How the newest run of each kind and actor ended. */
export async function lookAtRuns({ house, reader, notifier }: Lookout): Promise<void> {
  const now = house.clock.now();
  const repeatMs = repeatOf(house);
  const seen = new Set<string>();
  for (const run of await reader.runs({ limit: runs.newest })) {
    const key = runKey(run);
    if (run.finishedAt === null || run.finishedAt < now - runs.withinMs || seen.has(key)) continue;
    seen.add(key);
    const notice = runNotice(run, run.finishedAt);
    // What somebody asked for once and saw fail is not told again and again.
    if (notice !== undefined) await notifier.report(notice, run.actor.startsWith('schedule:') ? repeatMs : {});
    else if (run.status === 'success') await notifier.resolve(key);
  }
}

/** How the newest tick of each schedule ended, where it did not get as far as a run: that speaks for itself. */
export async function lookAtTicks({ house, reader, notifier }: Lookout): Promise<void> {
  for (const schedule of house.configuration.workflows.keys()) {
    const tick = (await reader.ticks(schedule, ticksLookedAt)).find(({ finishedAt }) => finishedAt !== null);
    if (tick?.status === undefined || tick.finishedAt === null) continue;
    const notice = tickNotice(tick, tick.finishedAt);
    if (notice !== undefined) await notifier.report(notice, repeatOf(house));
    else await notifier.resolve(tickKey(schedule));
  }
}

/** How the sources that fetch from outside were found. */
export async function lookAtPulls({ house, notifier }: Lookout, events: readonly EventView[]): Promise<void> {
  for (const { kind, at, payload } of events) {
    if (kind !== 'pull-finished') continue;
    const { source, error } = payload as { readonly source: string; readonly error: string | null };
    if (error === null) await notifier.resolve(sourceKey(source));
    else await notifier.report(sourceNotice(source, error, at), { afterMs: sourceAfterMs, ...repeatOf(house) });
  }
}

/** What was unusual in the last days; a silent meter that is read again is over. */
export async function lookAtAnomalies({ house, notifier }: Lookout): Promise<void> {
  const { engine, configuration, stores, clock } = house;
  const silent = new Set<string>();
  for (const meter of configuration.meters.keys()) {
    const key = `anomalies/${meter}` as AssetKey;
    const { scheme, codec } = engine.graph.asset(key);
    const last = scheme.lastExisting(clock.now());
    const days = await stores.series.loadValues(key, last - anomalyDays + 1, last);
    const verdicts = new Map<string, Anomaly>();
    let newest: readonly Anomaly[] = [];
    for (const bytes of days) {
      if (bytes === undefined) continue;
      newest = decodeValue(codec, bytes) as readonly Anomaly[];
      for (const verdict of newest) verdicts.set(verdict.id, verdict);
    }
    for (const verdict of newest) if (verdict.type === 'silent') silent.add(anomalyKey(verdict.id));
    for (const verdict of verdicts.values()) await notifier.report(anomalyNotice(meter, verdict));
  }
  for (const key of notifier.ofKind(noticeKinds.silent)) if (!silent.has(key)) await notifier.resolve(key);
}

/** Whether everything is up to date. */
export async function lookAtDeadline({ house, notifier }: Lookout): Promise<void> {
  const { overdueHours } = house.configuration.notifications;
  const notice = overdueNotice(await house.engine.status(), overdueHours, house.clock.now());
  if (notice === undefined) await notifier.resolve(overdueKey);
  else await notifier.report(notice, { afterMs: overdueHours * hourMs, ...repeatOf(house) });
}

function repeatOf({ configuration }: Lookout['house']): { readonly repeatMs?: number } {
  const { repeatHours } = configuration.notifications;
  return repeatHours === 0 ? {} : { repeatMs: repeatHours * hourMs };
}
