import { setImmediate } from 'node:timers/promises';
import {
  type AssetDefinition,
  type CancelSignal,
  type ComputeContext,
  configAt,
  Failed,
  type OrdinalRange,
  type Outcome,
} from '@meterworks/assets';
import type { Logger } from '../logging/logger.ts';
import type { StepInputs } from './step-inputs.ts';

/** Of a partition that a computation gave nothing for. */
export const saidNothing = new Failed('the computation gave nothing for this partition');

/** For how long partitions are computed before signals, heartbeats and whoever wants to cancel get their turn. */
const turnMs = 50;

/** Whether what was thrown means "stop" and not "this failed": once stopped, a throw says nothing about the partition. */
export function isCancellation(signal: CancelSignal): boolean {
  return signal.aborted;
}

export function computeContext(
  asset: AssetDefinition,
  span: OrdinalRange,
  ordinals: readonly number[],
  inputs: StepInputs,
  log: Logger,
  signal: CancelSignal,
): ComputeContext {
  return {
    scheme: asset.scheme,
    span,
    ordinals,
    partitions: ordinals.map((ordinal) => asset.scheme.keyOf(ordinal)),
    configAt: (ordinal) => configAt(asset, ordinal).value,
    log,
    signal,
    inputsOf: (ordinal) => inputs.ofPartition(ordinal),
    inputsOfSpan: () => inputs.ofSpan(span),
  };
}

/**
 * Runs `each` or `range` over one contiguous span. A partition that fails leaves the others standing; a throw fails all
 * that the span wanted; a partition that the computation says nothing about has failed too. Gives what became of each of the context's ordinals.
 */
export async function computeSpan(asset: AssetDefinition, context: ComputeContext): Promise<Outcome<unknown>[]> {
  const { compute } = asset;
  if (compute.kind === 'each') {
    const outcomes: Outcome<unknown>[] = [];
    let turn = performance.now();
    for (const ordinal of context.ordinals) {
      if (performance.now() - turn > turnMs) {
        await setImmediate();
        turn = performance.now();
      }
      context.signal.throwIfAborted();
      outcomes.push(await outcomeOf(context.signal, () => compute.run(context, ordinal)));
    }
    return outcomes;
  }
  if (compute.kind !== 'range') throw new TypeError(`${asset.key} is not computed by span`);
  try {
    const values = await compute.run(context);
    return context.partitions.map((key) => values.get(key) ?? saidNothing);
  } catch (error) {
    if (isCancellation(context.signal)) throw error;
    const failed = new Failed(messageOf(error));
    return context.ordinals.map(() => failed);
  }
}

async function outcomeOf(
  signal: CancelSignal,
  compute: () => Outcome<unknown> | Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> {
  try {
    return await compute();
  } catch (error) {
    if (isCancellation(signal)) throw error;
    return new Failed(messageOf(error));
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
