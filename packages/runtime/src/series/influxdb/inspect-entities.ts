import type { InfluxConnection } from './influx-connection.ts';
import { openInstantReader } from './parse-instant.ts';
import type { SampleLayout, SamplePlace } from './sample-places.ts';
import { entitiesQuery, exceptedQuery } from './sample-queries.ts';

/** All points of one name in one measurement, of however many stored series. */
export interface StoredEntity {
  readonly name: string;
  readonly measurement: string;
  readonly count: number;
  /** UTC ms. */
  readonly oldest: number;
  readonly newest: number;
  /** What was stored then; undefined where it is no number. */
  readonly oldestValue: number | undefined;
  readonly newestValue: number | undefined;
}

/** What lies in a bucket of samples, asked about or not, by name, then measurement. @throws InfluxError */
export async function inspectEntities(influx: InfluxConnection, layout: SampleLayout): Promise<StoredEntity[]> {
  return influx.query(entitiesQuery(layout), () => {
    const instantOf = openInstantReader();
    const entities = new Map<string, StoredEntity>();
    return {
      row(row, table) {
        const find = (label: string): string => row[table.columns.findIndex((column) => column.label === label)] ?? '';
        const name = find(layout.nameTag);
        const measurement = find('_measurement');
        const key = JSON.stringify([name, measurement]);
        const before = entities.get(key) ?? { ...nothing, name, measurement };
        // The name of a result stands in the head of its tables; a count has no time.
        const fact = String(table.get([...row], 'result'));
        const time = fact === 'count' ? Number.NaN : instantOf(find('_time'));
        entities.set(key, withFact(before, fact, find('_value'), time));
      },
      result: () =>
        [...entities.values()].sort((a, b) =>
          a.name === b.name ? compared(a.measurement, b.measurement) : compared(a.name, b.name),
        ),
    };
  });
}

const nothing = {
  count: 0,
  oldest: Number.POSITIVE_INFINITY,
  newest: Number.NEGATIVE_INFINITY,
  oldestValue: undefined,
  newestValue: undefined,
} as const;

function withFact(entity: StoredEntity, fact: string, text: string, time: number): StoredEntity {
  const value = text === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
  if (fact === 'count') return { ...entity, count: entity.count + Number(text) };
  if (fact === 'first' && time < entity.oldest) return { ...entity, oldest: time, oldestValue: value };
  if (fact === 'last' && time > entity.newest) return { ...entity, newest: time, newestValue: value };
  return entity;
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many points of a place are no samples, because they carry one of the fields of `unless` and not its exception. */
export async function countExcepted(
  influx: InfluxConnection,
  layout: SampleLayout,
  place: SamplePlace,
): Promise<number> {
  const { unless } = place;
  if (unless === undefined) return 0;
  return influx.query(exceptedQuery(layout, place), () => {
    const marked = new Set<string>();
    const excepted = new Set<string>();
    return {
      row(row, table) {
        const find = (label: string): string => row[table.columns.findIndex((column) => column.label === label)] ?? '';
        const tags = table.columns.flatMap(({ label, group }, at) => (group && label !== '_field' ? [row[at]] : []));
        const set = find('_field') === unless.exception ? excepted : marked;
        set.add(JSON.stringify([find('_time'), ...tags]));
      },
      result: () => [...marked].filter((point) => !excepted.has(point)).length,
    };
  });
}
