import type { AssetDefinition } from '@meterworks/assets';
import type { CheckResultRecord, FindingRecord } from '../state/commit.ts';
import type { Json, RunId } from '../state/run-record.ts';
import type { CheckFinding } from './ask-checks.ts';
import type { MadePartition } from './made-partitions.ts';

/** A finding, and the partition that it is about. */
export interface FoundAt extends CheckFinding {
  readonly ordinal: number;
}

/** Everything that checks found in what a step made. */
export function findingsIn(made: readonly MadePartition[]): FoundAt[] {
  // Most partitions have none.
  return made
    .filter(({ findings }) => findings.length > 0)
    .flatMap(({ ordinal, findings }) => findings.map((finding) => ({ ...finding, ordinal })));
}

/** What a commit records of an asset's checks. @param at UTC ms */
export function checkRecords(
  made: readonly MadePartition[],
  found: readonly FoundAt[],
  asset: AssetDefinition,
  at: number,
  run: RunId,
): { readonly findings: readonly FindingRecord[]; readonly checkResults: readonly CheckResultRecord[] } {
  if (asset.checks.length === 0) return { findings: [], checkResults: [] };
  // A value that was refused has been asked about as well; a partition without a value has not.
  const asked = made.filter((one) => (one.kind === 'made' ? one.value !== undefined : one.findings.length > 0)).length;
  return {
    findings: found.map(({ facts, ...finding }) => ({
      ...finding,
      asset: asset.key,
      at,
      run,
      ...(facts === undefined ? {} : { facts: facts as Json }),
    })),
    checkResults: asset.checks.map(({ name, severity, blocking }) => {
      const count = found.filter(({ check }) => check === name).length;
      return { run, asset: asset.key, check: name, severity, blocking, passed: asked - count, found: count, at };
    }),
  };
}
