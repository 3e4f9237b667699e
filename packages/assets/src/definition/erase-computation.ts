import type { Grain, PartitionKey } from '../partitions/partition-scheme.ts';
import type { Compute, ComputeContext, WholeOutcome } from './asset.ts';
import type { WholeResult } from './checkpoint.ts';
import type { Computation, EachContext, EachInputs, RangeContext, SpanInputs } from './define-asset.ts';
import type { DependencySpec, GroupOf } from './dependency.ts';

type Deps = Readonly<Record<string, DependencySpec>>;
export type ErasedComputation = Computation<Grain, unknown, Deps, unknown, unknown>;

/**
 * The one place where type parameters end: from here on executor, planner and UI see one erased shape. The casts are sound
 * because the executor builds `inputsOf` and `inputsOfSpan` from the same dependencies that typed the computation.
 */
export function eraseComputation(computation: ErasedComputation, specs: Deps): Compute {
  const empty = emptyGroups(specs);
  const complete = (inputs: Readonly<Record<string, unknown>>) =>
    empty === undefined ? inputs : { ...empty, ...inputs };
  const eachContext = (context: ComputeContext, ordinal: number): EachContext<Grain, Deps, unknown> => ({
    partition: context.scheme.keyOf(ordinal),
    ordinal,
    deps: complete(context.inputsOf(ordinal)) as EachInputs<Deps>,
    config: context.configAt(ordinal),
    log: context.log,
    signal: context.signal,
  });
  const rangeContext = (context: ComputeContext): RangeContext<Grain, Deps, unknown> => ({
    span: context.span,
    scheme: context.scheme,
    ordinals: context.ordinals,
    partitions: context.partitions as readonly PartitionKey<Grain>[],
    deps: complete(context.inputsOfSpan()) as SpanInputs<Grain, Deps>,
    config: context.configAt(context.span.from),
    configAt: context.configAt,
    log: context.log,
    signal: context.signal,
  });
  if ('each' in computation)
    return { kind: 'each', run: (context, ordinal) => computation.each(eachContext(context, ordinal)) };
  if ('range' in computation) return { kind: 'range', run: (context) => computation.range(rangeContext(context)) };
  if ('whole' in computation) {
    const { whole, checkpoint } = computation;
    if (checkpoint !== undefined) refuseLazy(specs);
    return {
      kind: 'whole',
      run: async (context) => outcomeOf(await whole(rangeContext(context))),
      checkpoint: checkpoint && {
        codec: checkpoint.codec,
        async resume(context, state) {
          const result = await checkpoint.resume(rangeContext(context), state);
          return result && outcomeOf(result);
        },
      },
    };
  }
  const { carry, initial, step } = computation.running;
  return {
    kind: 'running',
    carry,
    initial: () => initial,
    step: (context, ordinal, carried) => step(eachContext(context, ordinal), carried),
  };
}

function outcomeOf(result: WholeResult<Grain, unknown, unknown>): WholeOutcome {
  // A map has `values` as well, which is a function there.
  if ('get' in result) return { values: result, checkpoint: undefined };
  return { values: result.values, checkpoint: result.checkpoint };
}

/** What was read lazily for a partition that is not computed again would not be known. */
function refuseLazy(specs: Deps): void {
  for (const [name, spec] of Object.entries(specs))
    if ('mapping' in spec && spec.mapping.kind === 'lazy')
      throw new RangeError(
        `deps.${name} is read lazily, which no checkpoint goes with; read it by all(), or leave the checkpoint out`,
      );
}

/** A group of no assets leaves no dependency behind, yet the computation reads a record under its name. */
function emptyGroups(deps: Deps): Readonly<Record<string, unknown>> | undefined {
  const names = Object.keys(deps).filter(
    (name) => (deps[name] as Partial<GroupOf<Grain, unknown>>).group?.length === 0,
  );
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, {}]));
}
