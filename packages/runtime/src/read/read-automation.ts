import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { AutomationView } from './request-views.ts';

/** The latest decision about each declared asset that has a rule, in topological order. */
export function readAutomation(connection: SqliteConnection): AutomationView[] {
  return connection
    .all<{ asset: string; at: number; payload: string }>(
      `select event.asset, at, payload from event join asset on asset.key = event.asset and asset.active = 1
       where id in (select max(id) from event where kind = 'automation-decided' group by asset) order by position`,
    )
    .map(({ asset, at, payload }) => {
      const { rule, action, unsettled, sentence } = JSON.parse(payload) as Omit<AutomationView, 'asset' | 'decidedAt'>;
      return { asset, decidedAt: at, rule, action, unsettled, sentence };
    });
}
