import { type AssetDefinition, type CheckSeverity, configAt, type Finding } from '@meterworks/assets';
import { messageOf } from './compute-span.ts';
import type { StepInputs } from './step-inputs.ts';

/** What a check found about one value. */
export interface CheckFinding extends Finding {
  readonly check: string;
  readonly severity: CheckSeverity;
  readonly blocking: boolean;
}

/** Asks every check of an asset about a value; to be called in the order of the partitions. */
export type AskChecks = (ordinal: number, value: unknown) => readonly CheckFinding[];

const nothing: readonly CheckFinding[] = [];

/**
 * A check that throws has found that.
 *
 * @param before the value of the partition before the first one, where it stands as if it were made in the same go
 */
export function openChecks(
  asset: AssetDefinition,
  inputs: StepInputs,
  before?: { readonly ordinal: number; readonly value: unknown },
): AskChecks {
  if (asset.checks.length === 0) return () => nothing;
  let last = before;
  return (ordinal, value) => {
    const context = new AskedValue(
      asset,
      inputs,
      ordinal,
      value,
      last?.ordinal === ordinal - 1 ? last.value : undefined,
    );
    let findings: CheckFinding[] | undefined;
    for (const check of asset.checks) {
      const { name, severity, blocking } = check;
      let found: Finding | undefined;
      try {
        found = check.finds(context);
      } catch (error) {
        found = { message: `the check itself failed: ${messageOf(error)}` };
      }
      if (found === undefined) continue;
      findings ??= [];
      findings.push({ ...found, check: name, severity, blocking });
    }
    last = findings?.some(({ blocking }) => blocking) ? undefined : { ordinal, value };
    return findings ?? nothing;
  };
}

/** What few checks look at is brought only when they do: there are many values. */
class AskedValue {
  readonly value: unknown;
  readonly ordinal: number;
  readonly previous: unknown;
  readonly #asset: AssetDefinition;
  readonly #inputs: StepInputs;

  constructor(asset: AssetDefinition, inputs: StepInputs, ordinal: number, value: unknown, previous: unknown) {
    this.#asset = asset;
    this.#inputs = inputs;
    this.ordinal = ordinal;
    this.value = value;
    this.previous = previous;
  }

  get partition() {
    return this.#asset.scheme.keyOf(this.ordinal);
  }

  get config(): unknown {
    return configAt(this.#asset, this.ordinal).value;
  }

  get deps(): Readonly<Record<string, unknown>> {
    return this.#inputs.givenTo(this.ordinal);
  }
}
