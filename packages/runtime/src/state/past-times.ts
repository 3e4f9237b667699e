import type { AssetKey, TimedStep } from '@meterworks/assets';
import type { SqliteConnection } from '../database/sqlite-connection.ts';

/** How long things took lately. */
export interface PastTimes {
  /** The latest steps of each asset, as far as any are recorded. */
  readonly steps: ReadonlyMap<AssetKey, readonly TimedStep[]>;
  /** What part of the sum of its steps' times a run took: steps overlap. 1 where nothing is known. */
  readonly overlap: number;
}

/** Steps of an asset, and runs, that are looked at. */
const latest = 20;

/** Reads how long the assets' latest steps took, and how far they overlapped in the latest runs. */
export function readPastTimes(connection: SqliteConnection, assets: readonly AssetKey[]): PastTimes {
  const rows = connection.all<{ asset: AssetKey; partitions: number; milliseconds: number }>(
    `select wanted.value as asset, made + failed as partitions, finished_at - started_at as milliseconds
     from json_each(?) wanted join step on step.id in (
       select id from step where asset = wanted.value and finished_at is not null and made + failed > 0
       order by id desc limit ${latest})`,
    JSON.stringify(assets),
  );
  const steps = new Map<AssetKey, TimedStep[]>();
  for (const { asset, partitions, milliseconds } of rows) {
    const known = steps.get(asset);
    if (known === undefined) steps.set(asset, [{ partitions, milliseconds }]);
    else known.push({ partitions, milliseconds });
  }
  const spent = connection.get<{ wall: number | null; worked: number | null }>(
    `select sum(run.finished_at - run.started_at) as wall, sum(worked) as worked from (
       select run_id, sum(finished_at - started_at) as worked from step
       where run_id in (select id from run where status = 'success' order by id desc limit ${latest}) group by run_id
     ) join run on run.id = run_id`,
  );
  const ratio = spent?.wall && spent.worked ? spent.wall / spent.worked : 1;
  return { steps, overlap: Math.min(1, ratio) };
}
