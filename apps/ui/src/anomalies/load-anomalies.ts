import type { AssetView, ReadSide, ValueView } from '@meterworks/runtime/read';
import { stageOf } from '../assets/asset-name.ts';
import { houseZone } from '../data/house-zone.ts';
import { schemeOf } from '../data/partition-scheme.ts';
import { metersIn } from '../meters/meter-assets.ts';
import { lastOrdinal, readStrip } from '../status/strip.ts';
import { type AnomalyFilter, incidentName, passesAnomalyFilter } from './anomaly-filter.ts';
import { type Incident, incidentsIn } from './incident.ts';

export interface AnomaliesModel {
  readonly zone: string;
  /** Those that pass the filter, newest first, and how many there are in the period. */
  readonly incidents: readonly Incident[];
  readonly total: number;
  /** The end of the newest day that was judged, by asset; UTC milliseconds. */
  readonly judgedUntil: ReadonlyMap<string, number>;
  /** The unit of its amounts, by asset. */
  readonly units: ReadonlyMap<string, string | null>;
  readonly meters: readonly string[];
  readonly types: readonly string[];
  readonly chosen: IncidentEvidence | undefined;
}

/** An incident with the days around it. */
export interface IncidentEvidence {
  readonly incident: Incident;
  readonly unit: string | null;
  /** The asset whose days are shown, and they; `end` is the end of a day. */
  readonly asset: string | undefined;
  readonly days: readonly { readonly value: ValueView; readonly end: number }[];
}

/** Days before and after an incident that are shown as evidence; of a long one the last of its days. */
const around = { before: 30, during: 60, after: 10 } as const;

export async function loadAnomalies(read: ReadSide, filter: AnomalyFilter): Promise<AnomaliesModel> {
  const assets = await read.assets();
  const judged = assets.filter(
    ({ key, active, summary }) => active && summary !== null && stageOf(key) === 'anomalies',
  );
  const length = filter.days === 'all' ? Number.POSITIVE_INFINITY : Number(filter.days);
  const judgedUntil = new Map<string, number>();
  // The period ends where the house does: a meter that was removed is not new.
  const to = Math.max(
    0,
    ...judged.flatMap(({ summary }) => (summary === null ? [] : [lastOrdinal(readStrip(summary))])),
  );
  const found = await Promise.all(
    judged.map(async (asset) => {
      const strip = asset.summary === null ? undefined : readStrip(asset.summary);
      if (strip === undefined) return { asset: asset.key, values: [] };
      judgedUntil.set(asset.key, schemeOf(asset).endOf(lastOrdinal(strip)));
      return { asset: asset.key, values: await read.values(asset.key, Math.max(strip.first, to - length + 1), to) };
    }),
  );
  const all = incidentsIn(found);
  const incidents = all.filter((one) => passesAnomalyFilter(filter, one, judgedUntil.get(one.asset) ?? 0));
  const chosen = all.find((one) => incidentName(one) === filter.incident);
  return {
    zone: houseZone(assets),
    incidents,
    total: all.length,
    judgedUntil,
    units: new Map(judged.map(({ key, unit }) => [key, unit])),
    meters: [
      ...new Set([...all.map(({ meter }) => meter), ...(filter.meter === undefined ? [] : [filter.meter])]),
    ].sort(),
    types: [...new Set(all.map(({ type }) => type))].sort(),
    chosen: chosen === undefined ? undefined : await loadEvidence(read, assets, chosen),
  };
}

async function loadEvidence(
  read: ReadSide,
  assets: readonly AssetView[],
  incident: Incident,
): Promise<IncidentEvidence> {
  const meter = metersIn(assets).find(({ id }) => id === incident.meter);
  const daily = meter?.consumption.get('daily') ?? meter?.days;
  if (daily === undefined) return { incident, unit: null, asset: undefined, days: [] };
  const scheme = schemeOf(daily);
  const last = scheme.ordinalAt(incident.end - 1);
  const first = Math.max(scheme.ordinalAt(incident.start), last - around.during);
  const values = await read.values(daily.key, first - around.before, last + around.after);
  return {
    incident,
    unit: daily.unit,
    asset: daily.key,
    days: values.map((value) => ({ value, end: scheme.endOf(value.ordinal) })),
  };
}
