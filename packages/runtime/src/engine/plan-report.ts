import {
  type AssetGraph,
  type AssetKey,
  estimateStep,
  type Plan,
  type StaleCauseKind,
  spansOf,
} from '@meterworks/assets';
import type { PastTimes } from '../state/past-times.ts';

/** A plan as it is shown: ordinals as keys, causes in words. Counts are of partitions. */
export interface PlanReport {
  /** UTC ms. */
  readonly asOf: number;
  readonly planned: number;
  readonly certain: number;
  readonly possible: number;
  readonly blocked: number;
  /** How long it should take, at most: undefined where nothing that is planned was ever made. */
  readonly expected: ExpectedTime | undefined;
  readonly steps: readonly PlannedStep[];
}

/** A time from history. What is planned as possible counts in full: how much of it is cut off only the run shows. */
export interface ExpectedTime {
  readonly seconds: number;
  /** Partitions of assets that were never made, and so do not count in the seconds. */
  readonly unknown: number;
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

export function planReportOf(graph: AssetGraph, plan: Plan, past: PastTimes): PlanReport {
  return {
    ...plan,
    expected: expectedTime(graph, plan, past),
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

function expectedTime(graph: AssetGraph, plan: Plan, { steps, overlap }: PastTimes): ExpectedTime | undefined {
  let milliseconds = 0;
  let unknown = 0;
  let known = plan.steps.length === 0;
  for (const { asset, kind, ordinals } of plan.steps) {
    if (kind === 'remove') continue;
    const isWhole = graph.asset(asset).compute.kind === 'whole';
    // It is made in one pass, however few of its partitions need it.
    const past = (steps.get(asset) ?? []).map((step) => (isWhole ? { ...step, partitions: 0 } : step));
    const estimate = estimateStep(past, ordinals.length);
    if (estimate === undefined) unknown += ordinals.length;
    else {
      milliseconds += estimate;
      known = true;
    }
  }
  return known ? { seconds: (milliseconds * overlap) / 1000, unknown } : undefined;
}
