import type { Grain, PartitionKey } from '../partitions/partition-scheme.ts';

/** How bad it is when a check finds something. */
export type CheckSeverity = 'warning' | 'error';

/** What is wrong with a value: a part of a sentence for people, and the numbers behind it. */
export interface Finding {
  readonly message: string;
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Where a check does not say that it looks at inputs. */
type NoInputs = Readonly<Record<never, never>>;

/** What a check looks at. */
export interface CheckContext<G extends Grain, V, C, I = NoInputs> {
  readonly value: V;
  readonly partition: PartitionKey<G>;
  readonly ordinal: number;
  readonly config: C;
  /** What the partition was made from, as `each` reads it; without what is read lazily. */
  readonly deps: I;
  /** The value of the partition right before, where both were made in one go; undefined where not. */
  readonly previous: V | undefined;
}

/**
 * A question asked about every value that is made. It never changes a value, and a check that is added or changed makes nothing
 * stale: it is asked of what is made from then on.
 */
export interface CheckSpec<G extends Grain, V, C, I = NoInputs> {
  readonly description?: string;
  /** `error` unless told. */
  readonly severity?: CheckSeverity;
  /**
   * Asked before the value is stored: where it finds something the partition fails, and its last good value stays. Otherwise the
   * value is stored and the finding recorded beside it.
   */
  readonly blocking?: boolean;
  /** What is wrong with the value; undefined where nothing is. Not asked where a partition has no value. */
  readonly finds: (context: CheckContext<G, V, C, I>) => string | Finding | undefined;
}

/** A check behind its types. */
export interface Check {
  readonly name: string;
  readonly description: string | undefined;
  readonly severity: CheckSeverity;
  readonly blocking: boolean;
  finds(context: CheckContext<Grain, unknown, unknown>): Finding | undefined;
}

type AnyFinds = (context: CheckContext<Grain, unknown, unknown>) => string | Finding | undefined;

/** Erases the types of an asset's checks, in the order in which they are declared. */
export function eraseChecks<G extends Grain, V, C, I>(
  specs: Readonly<Record<string, CheckSpec<G, V, C, I>>> | undefined,
): readonly Check[] {
  return Object.entries(specs ?? {}).map(([name, { description, severity = 'error', blocking = false, finds }]) => ({
    name,
    description,
    severity,
    blocking,
    finds(context) {
      // The cast is sound: a check is only asked about values of the asset that it was declared with.
      const found = (finds as unknown as AnyFinds)(context);
      return typeof found === 'string' ? { message: found } : found;
    },
  }));
}
