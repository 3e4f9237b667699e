import type { MaintenanceReport } from '@meterworks/runtime/maintenance';
import { parseSpans, spansText } from './span-text.ts';
import { counted, grouped, tableLines } from './table.ts';

/** What `state … --json` prints. Counts are numbers of partitions. */
export function maintenanceJson({ action, dryRun, assets, left, bytes }: MaintenanceReport) {
  return {
    action,
    dry_run: dryRun,
    assets: assets.map(({ asset, partitions, spans }) => ({ asset, partitions, spans: parseSpans(spans) })),
    left,
    bytes: bytes ?? null,
  };
}

const verbs = {
  wipe: { done: 'forgotten', would: 'would be forgotten' },
  prune: { done: 'forgotten, as they are declared no more', would: 'would be forgotten: they are declared no more' },
  compact: { done: 'recorded more compactly', would: 'would be recorded more compactly' },
} as const;

export function maintenanceLines({ action, dryRun, assets, left, bytes }: MaintenanceReport): string[] {
  const rows = assets.map(({ asset, partitions, spans }) => [asset, partitions, spansText(parseSpans(spans), 2)]);
  const partitions = assets.reduce((sum, one) => sum + one.partitions, 0);
  const verb = verbs[action][dryRun ? 'would' : 'done'];
  const what = `${counted(partitions, 'partition')} of ${counted(assets.length, 'asset')}`;
  return [
    ...(rows.length === 0 ? [] : [...tableLines(['asset', 'partitions', action === 'wipe' ? 'which' : ''], rows), '']),
    ...left.map(({ asset, partitions: count, reason }) => `${asset} keeps ${counted(count, 'partition')}: ${reason}.`),
    assets.length > 0
      ? `${what} ${verb}.`
      : bytes === undefined
        ? `There is nothing to ${action}.`
        : 'Nothing that is recorded is superfluous.',
    ...(bytes === undefined
      ? []
      : [`The state database takes ${grouped(bytes.after)} bytes; before, it took ${grouped(bytes.before)}.`]),
  ];
}
