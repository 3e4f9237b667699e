import { type AssetKey, decodeValue, openZone } from '@meterworks/assets';
import type { Anomaly, DailyConsumption, RollupConsumption } from '@meterworks/meters';
import type { Meter } from '@meterworks/meters/config';
import type { Health, MeterState } from '@meterworks/meters/home-assistant';
import type { SummaryView } from '@meterworks/runtime/read';
import type { OpenHouse } from '../composition/open-house.ts';

/** How far back the last anomaly is looked for, and how many of its verdicts are loaded at once. */
const anomalyDays = { back: 400, atOnce: 100 } as const;

type Place = Pick<OpenHouse, 'engine' | 'stores' | 'configuration' | 'clock'>;

/** What there is to tell of the meters, from the values that are made. */
export async function meterStates(
  house: Place,
  meters: readonly Meter[],
  summaries: readonly SummaryView[],
): Promise<Map<Meter, MeterState>> {
  const states = new Map<Meter, MeterState>();
  for (const meter of meters) {
    const { anomaly, isSilent } = await newestAnomaly(house, meter);
    const day = await newestDay(house, meter);
    states.set(meter, {
      day,
      month: await thisMonth(house, meter, day !== undefined),
      anomaly,
      health: healthOf(meter, summaries, isSilent),
    });
  }
  return states;
}

/** Until the daily run has made yesterday it is the day before. */
async function newestDay(house: Place, meter: Meter): Promise<MeterState['day']> {
  const key = `consumption/${meter.id}/daily` as AssetKey;
  const { scheme } = house.engine.graph.asset(key);
  const last = scheme.lastExisting(house.clock.now());
  for (const day of [last, last - 1]) {
    const value = await valueAt<DailyConsumption>(house, key, day);
    if (value !== undefined) return { start: scheme.startOf(day), amount: value.consumption, quality: value.quality };
  }
  return undefined;
}

/** Nothing, on its first day: none of its days has ended. */
async function thisMonth(house: Place, meter: Meter, isThere: boolean): Promise<MeterState['month']> {
  const key = `consumption/${meter.id}/monthly` as AssetKey;
  const { scheme } = house.engine.graph.asset(key);
  const now = house.clock.now();
  const zone = openZone(house.configuration.timezone);
  const last = scheme.lastExisting(now);
  const hasEnded = scheme.endOf(last) <= now;
  if (hasEnded) {
    const start = scheme.startOf(last + 1);
    const isFirstDay = isThere && zone.dayOf(start) === zone.dayOf(now);
    return { start, amount: isFirstDay ? 0 : undefined, quality: isFirstDay ? 'measured' : 'unknown' };
  }
  const value = await valueAt<RollupConsumption>(house, key, last);
  return { start: scheme.startOf(last), amount: value?.consumption, quality: value?.quality ?? 'unknown' };
}

/** The incident that ended last, and whether the newest verdict is that the meter is silent. */
async function newestAnomaly(
  { engine, stores, clock }: Place,
  meter: Meter,
): Promise<{ readonly anomaly: Anomaly | undefined; readonly isSilent: boolean }> {
  const key = `anomalies/${meter.id}` as AssetKey;
  const { scheme, codec } = engine.graph.asset(key);
  const last = scheme.lastExisting(clock.now());
  let isSilent: boolean | undefined;
  for (let to = last; to > last - anomalyDays.back; to -= anomalyDays.atOnce) {
    const days = await stores.series.loadValues(key, to - anomalyDays.atOnce + 1, to);
    for (const bytes of days.toReversed()) {
      if (bytes === undefined) continue;
      const verdicts = decodeValue(codec, bytes) as readonly Anomaly[];
      isSilent ??= verdicts.some(({ type }) => type === 'silent');
      const [first, ...others] = verdicts;
      if (first === undefined) continue;
      const anomaly = others.reduce(
        (most, one) => (severities[one.severity] > severities[most.severity] ? one : most),
        first,
      );
      return { anomaly, isSilent };
    }
  }
  return { anomaly: undefined, isSilent: isSilent ?? false };
}

const severities: Readonly<Record<Anomaly['severity'], number>> = { info: 0, warning: 1, critical: 2 };

function healthOf({ id }: Meter, summaries: readonly SummaryView[], isSilent: boolean): Health {
  const own = summaries.filter(({ asset }) => asset.split('/')[1] === id);
  const count = (...names: string[]) =>
    own.reduce((sum, { counts }) => sum + names.reduce((part, name) => part + (counts[name] ?? 0), 0), 0);
  if (count('failed') > 0) return 'failed';
  if (count('missing', 'stale', 'blocked') > 0) return 'out_of_date';
  return isSilent ? 'silent' : 'ok';
}

async function valueAt<V>({ engine, stores }: Place, key: AssetKey, ordinal: number): Promise<V | undefined> {
  const [bytes] = await stores.series.loadValues(key, ordinal, ordinal);
  return bytes === undefined ? undefined : (decodeValue(engine.graph.asset(key).codec, bytes) as V);
}
