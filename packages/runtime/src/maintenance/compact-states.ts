import { selectAssets } from '../engine/plan-request.ts';
import { assertFence } from '../lease/fence.ts';
import { compactColumns } from './compact-columns.ts';
import type { MaintenancePlace, MaintenanceReport } from './maintenance-report.ts';

/**
 * Records the selected assets without code versions, configurations and rows that nothing refers to, and gives unused space of the
 * state database back. Nothing that counts is lost.
 *
 * @throws SelectionError for what was written wrongly
 */
export async function compactStates(
  { graph, state, connection, fence }: MaintenancePlace,
  { selection }: { readonly selection?: string },
  { dryRun }: { readonly dryRun: boolean },
): Promise<MaintenanceReport> {
  const keys = [...selectAssets(graph, selection).keys()];
  const states = await state.readStates(keys.map((key) => ({ key, layout: graph.layout(key) })));
  const smaller = [...states].flatMap(([asset, columns]) => {
    const compacted = compactColumns(columns);
    return compacted === columns ? [] : [{ asset, columns: compacted }];
  });
  const report: MaintenanceReport = {
    action: 'compact',
    dryRun,
    assets: smaller.map(({ asset, columns }) => ({ asset, partitions: columns.length, spans: '' })),
    left: [],
  };
  if (dryRun) return report;
  const size = () => (connection.pragma('page_count') as number) * (connection.pragma('page_size') as number);
  const before = size();
  if (smaller.length > 0) await state.commit(fence, () => ({ states: smaller }));
  await connection.write(() => assertFence(connection, fence));
  await connection.patiently(() => connection.exec('vacuum'));
  await connection.patiently(() => connection.pragma('wal_checkpoint(truncate)'));
  return { ...report, bytes: { before, after: size() } };
}
