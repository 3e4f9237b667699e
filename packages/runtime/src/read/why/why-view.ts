import type { Json } from '../../state/run-record.ts';

/** Partitions of one asset, as keys: the first and the last of a stretch. */
export interface KeySpan {
  readonly from: string;
  readonly to: string;
}

/** What happened, or holds, at one link of the chain. Facts only: sentences are made by whoever shows them. */
export type WhyCause =
  /** The last attempt to make it failed. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'never-made' }
  /** It was made, and then its value was deleted. */
  | { readonly kind: 'deleted' }
  /** It was made for the first time; nothing that it reads had made it change. */
  | { readonly kind: 'first-made' }
  | { readonly kind: 'code-changed'; readonly from: string | null; readonly to: string }
  /** The configuration that it was made with is `from`, which is not the one of now. */
  | { readonly kind: 'config-changed'; readonly from: Json }
  | { readonly kind: 'deps-differ' }
  /** Partitions of another asset changed after it was made, or the number of them did. */
  | {
      readonly kind: 'input-changed' | 'input-added' | 'input-removed';
      readonly asset: string;
      /** At most three stretches; `count` partitions in all. */
      readonly spans: readonly KeySpan[];
      readonly count: number;
    }
  /** What it reads is not fresh itself: the statuses with how many partitions have them. */
  | {
      readonly kind: 'upstream-not-fresh';
      readonly asset: string;
      readonly spans: readonly KeySpan[];
      readonly count: number;
      readonly status: string;
    }
  /** It was made and came out otherwise, because of the next link. */
  | { readonly kind: 'changed' }
  /** A source saw something: the end of the chain. */
  | { readonly kind: 'observed'; readonly source: string | null; readonly detail: string | null };

/** One link from a partition to what started it. */
export interface WhyLink {
  readonly asset: string;
  readonly partition: string;
  readonly cause: WhyCause;
  /** When it came about, UTC milliseconds; null where that is not recorded (any more). */
  readonly at: number | null;
  /** The run in which it came about. */
  readonly run: number | null;
}

/** What a partition was made of, dependency by dependency. */
export interface WhyInput {
  /** The name under which the computation reads it. */
  readonly name: string;
  readonly asset: string;
  readonly facet: string;
  /** First and last partition read; null where nothing was read, or where it has one partition only. */
  readonly span: KeySpan | null;
  /** How many inputs it was made of, and the hash over them. */
  readonly count: number;
  readonly hash: string;
  /** The version of the input as it is now, where there is only one. */
  readonly version: string | null;
  /** How many of the inputs changed after it was made. */
  readonly changedSince: number;
  /** The input that changed last. */
  readonly newest: { readonly partition: string; readonly seq: number } | null;
}

/** Why a partition is what it is, from what is recorded. */
export interface WhyView {
  readonly asset: string;
  readonly partition: string;
  /** Null where the asset has no such partition. */
  readonly status: string | null;
  readonly pinned: boolean;
  /** From the partition to the root; empty where nothing is recorded. */
  readonly chain: readonly WhyLink[];
  readonly inputs: readonly WhyInput[];
}
