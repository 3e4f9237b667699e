import type { AssetKey } from '@meterworks/assets';

/** The storage failed under a step: the run cannot go on, and nothing of the step is recorded. */
export class StepError extends Error {
  override readonly name = 'StepError';
  readonly asset: AssetKey;
  constructor(asset: AssetKey, cause: unknown) {
    super(`${asset}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.asset = asset;
  }
}
