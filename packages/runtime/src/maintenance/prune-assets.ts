import { type AssetKey, parseSelection, resolveSelection } from '@meterworks/assets';
import { carryKey } from '../execute/carry-key.ts';
import type { StoredAsset } from '../state/asset-record.ts';
import type { MaintenancePlace, MaintenanceReport } from './maintenance-report.ts';

/**
 * Forgets assets that the graph no longer declares, with their values; what their sources keep stays. Where one of them was observed
 * all sources are looked at from the start next time: an asset that comes back is seen as a whole.
 *
 * @throws SelectionError for what was written wrongly
 */
export async function pruneAssets(
  { graph, state, series, connection, fence, now }: MaintenancePlace,
  { selection }: { readonly selection?: string },
  { dryRun }: { readonly dryRun: boolean },
): Promise<MaintenanceReport> {
  const declared = new Map((await state.readGraph()).map((asset) => [asset.key, asset]));
  const known = new Set([...(await state.recordedAssets()), ...declared.keys()]);
  const gone = select(
    [...known].filter((key) => !graph.has(key)),
    declared,
    selection,
  );
  const counts = new Map(
    connection
      .all<{ asset: string; counts: string }>('select asset, counts from asset_summary')
      .map(({ asset, counts: json }) => [asset, JSON.parse(json) as Record<string, number>]),
  );
  const report: MaintenanceReport = {
    action: 'prune',
    dryRun,
    assets: gone.map((asset) => ({
      asset,
      partitions: Object.values(counts.get(asset) ?? {}).reduce((sum, count) => sum + count, 0),
      spans: '',
    })),
    left: [],
  };
  if (dryRun || gone.length === 0) return report;
  await state.commit(fence, () => ({
    forgotten: gone,
    ...(gone.some((key) => declared.get(key)?.external !== false) ? { cursorsForgotten: true } : {}),
    events: gone.map((asset) => ({ at: now, kind: 'pruned', asset })),
  }));
  for (const key of gone) {
    await series.dropValues(key);
    await series.dropValues(carryKey(key));
  }
  return report;
}

/** A selection among assets that are only recorded: by key, tag and group; they have no neighbours any more. */
function select(
  keys: readonly AssetKey[],
  records: ReadonlyMap<AssetKey, StoredAsset>,
  selection: string | undefined,
): readonly AssetKey[] {
  if (selection === undefined || selection === '' || keys.length === 0) return keys;
  const { assets } = resolveSelection(parseSelection(selection), {
    keys,
    tagsOf: (key) => records.get(key as AssetKey)?.tags ?? [],
    groupOf: (key) => records.get(key as AssetKey)?.group,
    sourceOf: () => undefined,
    upstream: () => [],
    downstream: () => [],
  });
  return keys.filter((key) => assets.has(key));
}
