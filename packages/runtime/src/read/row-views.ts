import type { RunRow, StepRow } from '../database/state-tables.ts';
import type { AssetDependencyRecord } from '../state/asset-record.ts';
import type { AssetRow } from '../state/asset-row.ts';
import type { Json } from '../state/run-record.ts';
import { schemeOf } from './partition-keys.ts';
import type { AssetView, EventView, FailureView, RunView, StepView, SummaryView } from './views.ts';

/** How an asset's ordinals are named. */
export type KeyOf = (ordinal: number) => string;

export function keysOf(asset: { readonly grain: string; readonly zone: string | null } | undefined): KeyOf {
  if (asset === undefined) return String; // an asset that the graph never declared: only its ordinals are known
  const scheme = schemeOf(asset.grain, asset.zone);
  return (ordinal) => scheme.keyOf(ordinal);
}

export interface SummaryRow {
  readonly asset: string;
  readonly as_of: number;
  readonly counts: string;
  readonly first_ordinal: number;
  readonly strip: Uint8Array;
  readonly last_value: string | null;
  readonly updated_seq: number;
}

export function summaryView(row: SummaryRow): SummaryView {
  return {
    asset: row.asset,
    asOf: row.as_of,
    counts: JSON.parse(row.counts) as Record<string, number>,
    firstOrdinal: row.first_ordinal,
    strip: stripDigits(row.strip),
    lastValue: row.last_value === null ? null : (JSON.parse(row.last_value) as Json),
    updatedSeq: row.updated_seq,
  };
}

/** One digit a partition: the low half of each byte comes first. */
function stripDigits(strip: Uint8Array): string {
  const swapped = Buffer.alloc(strip.length);
  for (let i = 0; i < strip.length; i++) {
    const byte = strip[i] as number;
    swapped[i] = ((byte & 15) << 4) | (byte >>> 4);
  }
  return swapped.toString('hex');
}

export function assetView(row: AssetRow, summary: SummaryView | null): AssetView {
  return {
    key: row.key,
    position: row.position,
    grain: row.grain,
    zone: row.zone,
    group: row.asset_group,
    unit: row.unit,
    description: row.description,
    tags: JSON.parse(row.tags) as string[],
    deps: JSON.parse(row.deps) as AssetDependencyRecord[],
    external: row.external === 1,
    codeVersion: row.code_version,
    active: row.active === 1,
    summary,
  };
}

export function runView(row: RunRow): RunView {
  const { id, kind, actor, selection, status, started_at, finished_at, counts, error } = row;
  return {
    id,
    kind,
    actor,
    selection,
    status,
    startedAt: started_at,
    finishedAt: finished_at,
    durationMs: finished_at === null ? null : finished_at - started_at,
    counts: counts === null ? {} : (JSON.parse(counts) as Record<string, number>),
    error,
  };
}

export function stepView(row: StepRow, keyOf: KeyOf): StepView {
  return {
    id: row.id,
    run: row.run_id,
    asset: row.asset,
    seq: row.seq,
    from: row.from_ordinal,
    to: row.to_ordinal,
    fromKey: keyOf(row.from_ordinal),
    toKey: keyOf(row.to_ordinal),
    status: row.status,
    planned: row.planned,
    made: row.made,
    changed: row.changed,
    cutOff: row.cut_off,
    failed: row.failed,
    attempts: row.attempts,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    durationMs: row.finished_at === null ? null : row.finished_at - row.started_at,
    causes: JSON.parse(row.causes) as Json,
    error: row.error,
  };
}

export interface FailureRow {
  readonly ordinal: number;
  readonly at: number;
  readonly run_id: number | null;
  readonly message: string;
}

export function failureView({ ordinal, at, run_id, message }: FailureRow, keyOf: KeyOf): FailureView {
  return { ordinal, key: keyOf(ordinal), at, run: run_id, message };
}

export interface EventRow {
  readonly id: number;
  readonly at: number;
  readonly kind: string;
  readonly asset: string | null;
  readonly run_id: number | null;
  readonly payload: string;
}

export function eventView({ id, at, kind, asset, run_id, payload }: EventRow): EventView {
  return { id, at, kind, asset, run: run_id, payload: JSON.parse(payload) as Json };
}
