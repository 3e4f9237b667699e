import type { SqliteConnection } from '../database/sqlite-connection.ts';

/** What the state database says just now. Times are UTC milliseconds. */
export interface StateFigures {
  /** Of the declared assets, by group and status. */
  readonly partitions: readonly { readonly group: string; readonly status: string; readonly count: number }[];
  /** When a step of the group last ended with success. */
  readonly lastSuccess: readonly { readonly group: string; readonly at: number }[];
  readonly schedules: readonly {
    readonly name: string;
    readonly enabled: boolean;
    readonly lastSuccess: number | null;
  }[];
  readonly runningRuns: number;
  readonly waitingCommands: number;
  /** Partitions of chunks that are still to be done. */
  readonly backfillPartitions: number;
}

const noGroup = 'none';

export function readStateFigures(connection: SqliteConnection): StateFigures {
  const partitions = new Map<string, { group: string; status: string; count: number }>();
  const lastSuccess = new Map<string, number>();
  const assets = connection.all<{ key: string; asset_group: string | null; counts: string | null }>(
    'select asset.key, asset_group, counts from asset left join asset_summary on asset_summary.asset = asset.key where active = 1',
  );
  for (const { key, asset_group, counts } of assets) {
    const group = asset_group ?? noGroup;
    for (const [status, count] of Object.entries(JSON.parse(counts ?? '{}') as Record<string, number>)) {
      const known = partitions.get(`${group} ${status}`) ?? { group, status, count: 0 };
      known.count += count;
      partitions.set(`${group} ${status}`, known);
    }
    const step = connection.get<{ finished_at: number }>(
      `select finished_at from step where asset = ? and status = 'success' order by id desc limit 1`,
      key,
    );
    if (step !== undefined) lastSuccess.set(group, Math.max(lastSuccess.get(group) ?? 0, step.finished_at));
  }
  const number = (sql: string) => connection.get<{ n: number | null }>(sql)?.n ?? 0;
  return {
    partitions: [...partitions.values()],
    lastSuccess: [...lastSuccess].map(([group, at]) => ({ group, at })),
    schedules: connection
      .all<{ name: string; enabled: number; at: number | null }>(
        `select name, enabled, (select max(finished_at) from tick where schedule = name and status = 'success') as at
         from schedule where declared = 1 order by position`,
      )
      .map(({ name, enabled, at }) => ({ name, enabled: enabled === 1, lastSuccess: at })),
    runningRuns: number(`select count(*) as n from run where status = 'running'`),
    waitingCommands: number('select count(*) as n from command where finished_at is null'),
    backfillPartitions: number(
      `select sum(planned) as n from backfill_chunk join backfill on backfill.id = backfill_id
       where backfill.finished_at is null and backfill_chunk.status in ('waiting', 'running')`,
    ),
  };
}
