import { type AssetDefinition, type CheckSeverity, configAt, type Finding } from '@meterworks/assets';
import { messageOf } from './compute-span.ts';

/** What a check found about one value. */
export interface CheckFinding extends Finding {
  readonly check: string;
  readonly severity: CheckSeverity;
  readonly blocking: boolean;
}

/** Asks every check of an asset about a value. A check that throws has found that. */
export function askChecks(asset: AssetDefinition, ordinal: number, value: unknown): readonly CheckFinding[] {
  if (asset.checks.length === 0) return [];
  const context = {
    value,
    partition: asset.scheme.keyOf(ordinal),
    ordinal,
    config: configAt(asset, ordinal).value,
  };
  return asset.checks.flatMap((check) => {
    const { name, severity, blocking } = check;
    try {
      const found = check.finds(context);
      return found === undefined ? [] : [{ ...found, check: name, severity, blocking }];
    } catch (error) {
      return [{ message: `the check itself failed: ${messageOf(error)}`, check: name, severity, blocking }];
    }
  });
}
