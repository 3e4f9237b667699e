import { stageOf } from '../assets/asset-name.ts';
import type { LineageDependency } from './lineage-asset.ts';
import type { LineageItem } from './lineage-model.ts';

/** How a collapsed stage is called: no asset ends so. */
const all = '/*';

export function isStageNode(key: string): boolean {
  return key.endsWith(all);
}

/** Each stage as one node with the sums of its assets, but those that stand open. Pure. */
export function collapseStages(items: readonly LineageItem[], open: ReadonlySet<string>): LineageItem[] {
  const nameOf = (key: string) => (open.has(stageOf(key)) ? key : `${stageOf(key)}${all}`);
  const collapsed = new Map<string, LineageItem>();
  for (const item of items) {
    const key = nameOf(item.key);
    const deps = once(item.deps.map(({ asset, mapping }) => ({ asset: nameOf(asset), mapping }))).filter(
      ({ asset }) => asset !== key,
    );
    const before = collapsed.get(key);
    if (before === undefined) {
      const alone = key === item.key;
      collapsed.set(key, {
        ...item,
        key,
        deps,
        ...(alone ? {} : { unit: null, description: null, strip: '', members: 1 }),
      });
      continue;
    }
    const counts = { ...before.counts };
    for (const [status, count] of Object.entries(item.counts)) counts[status] = (counts[status] ?? 0) + count;
    collapsed.set(key, {
      ...before,
      counts,
      external: before.external && item.external,
      deps: once([...before.deps, ...deps]),
      members: (before.members ?? 1) + 1,
    });
  }
  return [...collapsed.values()];
}

function once(deps: readonly LineageDependency[]): LineageDependency[] {
  return [...new Map(deps.map((dep) => [`${dep.mapping} ${dep.asset}`, dep])).values()];
}
