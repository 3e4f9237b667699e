import type { AssetKey } from '../asset-key.ts';
import type { StaleCauseKind } from '../staleness/stale-cause.ts';

/** One leaf of a configuration that differs; `path` is dotted. Undefined: not there. */
export interface ConfigChange {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Why a partition is not fresh, as facts. */
export type PartitionCause =
  | { readonly kind: 'not-made' }
  /** It was made, and then its value was deleted. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'deps-differ' }
  | { readonly kind: 'code-changed'; readonly from: string; readonly to: string }
  | { readonly kind: 'config-changed'; readonly changes: readonly ConfigChange[] }
  | {
      readonly kind: Extract<StaleCauseKind, 'input-changed' | 'input-added' | 'input-removed'>;
      /** The asset itself, where the state carried over from the partition before differs. */
      readonly asset: AssetKey;
      /** The upstream partitions that changed since this one was made; empty where only their absence tells. */
      readonly culprits: readonly number[];
      /** Of those the one that changed last. */
      readonly newest: ChangedPartition | undefined;
    }
  | { readonly kind: 'upstream-not-fresh'; readonly asset: AssetKey; readonly culprits: readonly number[] };

/** A partition that changed, and the commit at which it did. */
export interface ChangedPartition {
  readonly asset: AssetKey;
  readonly ordinal: number;
  readonly seq: number;
}

/** Differing leaves of two canonical JSON texts. */
export function configChanges(from: string, to: string): ConfigChange[] {
  const changes: ConfigChange[] = [];
  compare('', parse(from), parse(to), changes);
  return changes;
}

function compare(path: string, from: unknown, to: unknown, changes: ConfigChange[]): void {
  if (isObject(from) && isObject(to)) {
    for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
      compare(path === '' ? name : `${path}.${name}`, from[name], to[name], changes);
    }
  } else if (JSON.stringify(from) !== JSON.stringify(to)) {
    changes.push({ path, from, to });
  }
}

function parse(text: string | undefined): unknown {
  return text === undefined || text === '' ? undefined : JSON.parse(text);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}
