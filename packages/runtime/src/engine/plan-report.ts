import { type AssetGraph, type AssetKey, type Plan, type StaleCauseKind, spansOf } from '@meterworks/assets';

/** A plan as it is shown: ordinals as keys, causes in words. Counts are of partitions. */
export interface PlanReport {
  /** UTC ms. */
  readonly asOf: number;
  readonly planned: number;
  readonly certain: number;
  readonly possible: number;
  readonly blocked: number;
  readonly steps: readonly PlannedStep[];
}

export interface PlannedStep {
  readonly asset: AssetKey;
  readonly kind: 'make' | 'remove';
  readonly ordinals: readonly number[];
  /** First and last partition of each contiguous stretch. */
  readonly spans: readonly { readonly from: string; readonly to: string }[];
  readonly certain: number;
  readonly possible: number;
  readonly causes: readonly { readonly kind: StaleCauseKind; readonly count: number; readonly sentence: string }[];
}

const words: Readonly<Record<StaleCauseKind, string>> = {
  'input-changed': 'an input changed',
  'input-added': 'there is more input than before',
  'input-removed': 'there is less input than before',
  'code-changed': 'the code changed',
  'config-changed': 'the configuration changed',
  'deps-differ': 'the dependencies are others',
  'upstream-not-fresh': 'something above is not fresh',
  'not-made': 'never made',
};

export function planReportOf(graph: AssetGraph, plan: Plan): PlanReport {
  return {
    ...plan,
    steps: plan.steps.map(({ asset, kind, ordinals, certain, possible, causes }) => {
      const { scheme } = graph.asset(asset);
      return {
        asset,
        kind,
        ordinals,
        spans: spansOf(ordinals, scheme).map((span) => ({ from: scheme.keyOf(span.from), to: scheme.keyOf(span.to) })),
        certain,
        possible,
        causes: causes.map((cause) => ({ ...cause, sentence: words[cause.kind] })),
      };
    }),
  };
}
