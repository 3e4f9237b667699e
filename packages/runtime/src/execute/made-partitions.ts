import {
  type AssetDefinition,
  absent,
  carryFacet,
  Failed,
  type OrdinalRange,
  type Outcome,
  partitionFlags,
  type RecordedInputs,
  type StateColumns,
} from '@meterworks/assets';
import type { ValueEntry } from '../series/series-store.ts';
import type { AskChecks, CheckFinding } from './ask-checks.ts';
import { messageOf } from './compute-span.ts';
import { absentVersions, encodedBytes, versionsOf } from './value-version.ts';

/** One partition as a step leaves it, before it is recorded. */
export type MadePartition =
  | {
      readonly kind: 'failed';
      readonly ordinal: number;
      readonly message: string;
      readonly findings: readonly CheckFinding[];
    }
  | {
      readonly kind: 'made';
      readonly ordinal: number;
      readonly value: unknown | undefined;
      /** Undefined where there is no value, and where it is stored already. */
      readonly bytes: Uint8Array | undefined;
      readonly versions: Uint32Array;
      readonly lazyRead: readonly (OrdinalRange | undefined)[];
      /** Some facet differs from what is recorded. */
      readonly changed: boolean;
      readonly findings: readonly CheckFinding[];
    };

/** Compares what was computed with what is recorded. A value that its codec or a blocking check refuses fails its partition alone. */
export function settleOutcome(
  asset: AssetDefinition,
  columns: StateColumns,
  ordinal: number,
  outcome: Outcome<unknown>,
  lazyRead: readonly (OrdinalRange | undefined)[],
  ask: AskChecks,
): MadePartition {
  if (outcome instanceof Failed) return failure(ordinal, outcome.reason);
  if (outcome === absent) {
    const versions = absentVersions(asset);
    return {
      kind: 'made',
      ordinal,
      value: undefined,
      bytes: undefined,
      versions,
      lazyRead,
      changed: differs(columns, ordinal, versions),
      findings: [],
    };
  }
  try {
    const versions = versionsOf(asset, outcome);
    const changed = differs(columns, ordinal, versions);
    // What is stored already needs no bytes, unless it is written again together with another state that is carried on.
    const bytes = changed || asset.compute.kind === 'running' ? encodedBytes() : undefined;
    const findings = ask(ordinal, outcome);
    const refused = findings.find(({ blocking }) => blocking);
    if (refused !== undefined) return failure(ordinal, `${refused.check}: ${refused.message}`, findings);
    return { kind: 'made', ordinal, value: outcome, bytes, versions, lazyRead, changed, findings };
  } catch (error) {
    return failure(ordinal, messageOf(error));
  }
}

/** What is left of a partition that could not be made. */
export function failure(ordinal: number, message: string, findings: readonly CheckFinding[] = []): MadePartition {
  return { kind: 'failed', ordinal, message, findings };
}

/** Whether the version of any facet but the carried state is not the recorded one. */
function differs(columns: StateColumns, ordinal: number, versions: Uint32Array): boolean {
  const { facets } = columns.layout;
  return facets.some((name, facet) => name !== carryFacet && facetDiffers(columns, ordinal, versions, facet));
}

/** Whether a facet's version is not the recorded one. */
export function facetDiffers(columns: StateColumns, ordinal: number, versions: Uint32Array, facet: number): boolean {
  if (!columns.isMade(ordinal)) return true;
  const at = (columns.rowOf(ordinal) * columns.layout.facets.length + facet) * 2;
  return columns.version[at] !== versions[facet * 2] || columns.version[at + 1] !== versions[facet * 2 + 1];
}

/** Values whose bytes must be written (or deleted) before the state may say so. */
export function entriesToSave(made: readonly MadePartition[]): ValueEntry[] {
  const entries: ValueEntry[] = [];
  for (let i = 0; i < made.length; i++) {
    const one = made[i] as MadePartition;
    if (one.kind === 'made' && one.changed) entries.push({ ordinal: one.ordinal, bytes: one.bytes });
  }
  return entries;
}

/** Writes what was made into the columns, under the number of the commit that records it. A failure keeps the last good value. */
export function recordMade(
  columns: StateColumns,
  inputs: RecordedInputs,
  made: readonly MadePartition[],
  seq: number,
): void {
  const facets = columns.layout.facets.length;
  for (const one of made) {
    const row = columns.rowOf(one.ordinal);
    const flags = columns.flags[row] as number;
    if (one.kind === 'failed') {
      columns.flags[row] = flags | partitionFlags.failed;
      continue;
    }
    columns.flags[row] =
      (flags & ~(partitionFlags.failed | partitionFlags.absent)) |
      partitionFlags.made |
      (one.value === undefined ? partitionFlags.absent : 0);
    for (let facet = 0; facet < facets; facet++) {
      const at = (row * facets + facet) * 2;
      const high = one.versions[facet * 2] as number;
      const low = one.versions[facet * 2 + 1] as number;
      if (columns.version[at] !== high || columns.version[at + 1] !== low)
        columns.changedSeq[row * facets + facet] = seq;
      columns.version[at] = high;
      columns.version[at + 1] = low;
    }
    columns.madeSeq[row] = seq;
    inputs.record(row, one.ordinal, one.lazyRead);
  }
}

const nothingRead: readonly (OrdinalRange | undefined)[] = [];

/** Confirms partitions whose versions stay, and records the inputs that they have now. */
export function recordKept(columns: StateColumns, inputs: RecordedInputs, kept: readonly number[], seq: number): void {
  for (const ordinal of kept) {
    const row = columns.rowOf(ordinal);
    columns.madeSeq[row] = seq;
    inputs.record(row, ordinal, nothingRead);
  }
}

/** Clears rows of partitions that left the domain; that they are gone is a change. */
export function recordRemoved(columns: StateColumns, ordinals: readonly number[], seq: number): void {
  const facets = columns.layout.facets.length;
  for (const ordinal of ordinals) {
    const row = columns.rowOf(ordinal);
    if (row < 0) continue;
    columns.flags[row] = 0;
    columns.version.fill(0, row * facets * 2, (row + 1) * facets * 2);
    columns.changedSeq.fill(seq, row * facets, (row + 1) * facets);
  }
}

/**
 * Forgets what is recorded of partitions of which nobody knows what is stored: it may be a newer value, and where an input changed back
 * they would look fresh. They are missing then. Of those that were to go a failure stays: it has them go next time, or has them made anew
 * where they are wanted again.
 */
export function recordUnsure(columns: StateColumns, ordinals: readonly number[], seq: number, removes: boolean): void {
  recordRemoved(columns, ordinals, seq);
  if (removes) for (const ordinal of ordinals) columns.flags[columns.rowOf(ordinal)] = partitionFlags.failed;
}
