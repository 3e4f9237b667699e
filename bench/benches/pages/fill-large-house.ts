import { join } from 'node:path';
import { type AssetKey, assetKey, type CodecSchema, codecOf, encodeValue, StateColumns } from '@meterworks/assets';
import { openEmbeddedSeriesStore, openStateDatabase, stateStoreIn, unfenced } from '@meterworks/runtime';

/** How large a house is. */
export interface HouseSize {
  readonly meters: number;
  readonly years: number;
}

const zone = 'Europe/Berlin';
/** 2016-01-01 as days since 1970-01-01, months since January 1970, and year. */
const first = { day: 16_801, month: 552, year: 2016 } as const;
const amount: CodecSchema = {
  kind: 'record',
  fields: [
    { name: 'consumption', schema: { kind: 'optional-float64' } },
    { name: 'measuredShare', schema: { kind: 'float64' } },
  ],
};
const none: CodecSchema = { kind: 'flag' };
/** Assets in one transaction. */
const atOnce = 400;

interface Recorded {
  readonly key: AssetKey;
  readonly grain: keyof typeof first;
  readonly deps: readonly (readonly [name: string, asset: string, mapping: string])[];
  readonly schema: CodecSchema;
}

/**
 * Records a house as if everything in it had been made, without the work: graph, states, summaries, and the amounts of each month.
 * One day in a thousand is stale, one in five thousand failed, so that there is something to see. Gives how many partitions there are.
 */
export async function fillLargeHouse(folder: string, size: HouseSize): Promise<number> {
  const connection = await openStateDatabase(join(folder, 'meterworks.db'));
  const state = stateStoreIn(connection);
  const series = await openEmbeddedSeriesStore({ path: join(folder, 'series.db') });
  const assets = Array.from({ length: size.meters }, (_, i) =>
    assetsOf(`meter_${String(i + 1).padStart(5, '0')}`),
  ).flat();
  await state.saveGraph(
    unfenced,
    assets.map(({ key, grain, deps, schema }, position) => ({
      key,
      position,
      grain,
      zone,
      group: key.split('/')[0] ?? '',
      unit: 'kWh',
      description: `What ${key.split('/')[1]} counted`,
      tags: ['electricity'],
      deps: deps.map(([name, asset, mapping]) => ({ name, asset, facet: '', mapping })),
      codecSchema: schema,
      external: deps.length === 0,
      codeVersion: '1',
    })),
  );
  const lengths = { day: Math.round(size.years * 365.25), month: size.years * 12, year: size.years };
  let partitions = 0;
  for (let at = 0; at < assets.length; at += atOnce) {
    const part = assets.slice(at, at + atOnce);
    await state.commit(unfenced, (seq) => ({
      states: part.map((asset) => ({ asset: asset.key, columns: columnsOf(asset, lengths[asset.grain], seq) })),
      summaries: part.map(({ key, grain }, i) => summaryOf(key, grain, lengths[grain], at + i)),
    }));
    partitions += part.reduce((sum, { grain }) => sum + lengths[grain], 0);
  }
  const codec = codecOf(amount);
  for (const { key, grain, schema } of assets) {
    if (grain !== 'month' || schema !== amount) continue;
    await series.saveValues(
      key,
      Array.from({ length: lengths.month }, (_, i) => ({
        ordinal: first.month + i,
        bytes: encodeValue(codec, { consumption: 100 + 50 * Math.cos((i * Math.PI) / 6), measuredShare: 1 }),
      })),
    );
  }
  await state.close();
  await series.close();
  return partitions;
}

function assetsOf(meter: string): Recorded[] {
  const make = (
    key: string,
    grain: Recorded['grain'],
    schema: CodecSchema,
    ...deps: Recorded['deps'][number][]
  ): Recorded => ({ key: assetKey(key), grain, deps, schema });
  return [
    make(`readings/${meter}`, 'day', none),
    make(`repaired/${meter}`, 'day', none, ['readings', `readings/${meter}`, 'all']),
    make(`training/${meter}`, 'month', none, ['days', `repaired/${meter}`, 'within']),
    make(`profile/${meter}`, 'month', none, ['months', `training/${meter}`, 'window']),
    make(
      `physical/${meter}`,
      'day',
      none,
      ['repaired', `repaired/${meter}`, 'identity'],
      ['profile', `profile/${meter}`, 'lazy'],
    ),
    make(`consumption/${meter}/daily`, 'day', amount, ['day', `physical/${meter}`, 'identity']),
    make(`consumption/${meter}/monthly`, 'month', amount, ['days', `consumption/${meter}/daily`, 'within']),
    make(`consumption/${meter}/yearly`, 'year', amount, ['days', `consumption/${meter}/daily`, 'within']),
    make(`anomalies/${meter}`, 'day', none, ['daily', `consumption/${meter}/daily`, 'identity']),
  ];
}

function columnsOf({ grain, deps }: Recorded, length: number, seq: number): StateColumns {
  const columns = new StateColumns({
    facets: ['value'],
    deps: deps.map(([name, asset, mapping]) => `${name}=${mapping}${mapping === 'within' ? '(0,0)' : ''}:${asset}`),
    lazyDeps: deps.flatMap(([, , mapping], i) => (mapping === 'lazy' ? [i] : [])),
  });
  columns.cover(first[grain], first[grain] + length - 1);
  columns.flags.fill(1);
  columns.madeSeq.fill(seq);
  columns.changedSeq.fill(seq);
  columns.inputCount.fill(1);
  columns.code.fill(columns.codeIndex('1'));
  columns.config.fill(columns.configIndex('{}'));
  for (let i = 0; i < columns.version.length; i++) columns.version[i] = Math.imul(i + seq, 0x9e3779b1);
  return columns;
}

/** Codes: fresh 6, stale 5, failed 2. */
function summaryOf(asset: AssetKey, grain: Recorded['grain'], length: number, number: number) {
  const strip = new Uint8Array(Math.ceil(length / 2)).fill(0x66);
  const counts = { fresh: length, stale: 0, failed: 0 };
  for (let i = 0; i < length; i++) {
    const place = number * length + i;
    const code = place % 5_000 === 17 ? 2 : place % 1_000 === 3 ? 5 : 6;
    if (code === 6) continue;
    strip[i >> 1] =
      (i & 1) === 0 ? ((strip[i >> 1] as number) & 0xf0) | code : ((strip[i >> 1] as number) & 15) | (code << 4);
    counts.fresh--;
    counts[code === 5 ? 'stale' : 'failed']++;
  }
  if (length % 2 === 1) strip[strip.length - 1] = ((strip.at(-1) as number) & 15) | 0xf0;
  const asOf = (first.day + 3_653) * 86_400_000;
  return { asset, asOf, counts, firstOrdinal: first[grain], strip, lastValue: null };
}
