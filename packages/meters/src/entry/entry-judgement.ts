import type { KnownRegister } from '../repair/repair-rules.ts';

/** Why a reading that is typed in cannot be one of this meter. Instants in UTC ms, registers in the meter's unit. */
export type EntryFault =
  | { readonly kind: 'not-a-number' }
  | { readonly kind: 'negative' }
  /** The register has fewer places: it never shows `limit` or more. */
  | { readonly kind: 'beyond-digits'; readonly limit: number }
  | { readonly kind: 'in-the-future'; readonly now: number }
  | { readonly kind: 'before-installation'; readonly installed: number }
  | { readonly kind: 'after-removal'; readonly removed: number }
  /** The same register at the same instant is there already. */
  | { readonly kind: 'known' };

/** What speaks against a reading that may be right all the same. Registers in the meter's unit, rates per day. */
export type EntryDoubt =
  | { readonly kind: 'falls'; readonly from: number }
  /** It lies below the one before, as after the last number of the register. */
  | { readonly kind: 'rolls-over'; readonly from: number }
  | { readonly kind: 'above-next'; readonly next: number }
  | { readonly kind: 'another-register'; readonly registers: readonly number[] }
  | { readonly kind: 'too-fast'; readonly mostPerDay: number }
  | { readonly kind: 'much-more' }
  | { readonly kind: 'much-less' };

/** What is said of a reading before it is written. Rates are in the meter's unit per day; null where nothing is known. */
export interface EntryJudgement {
  readonly faults: readonly EntryFault[];
  readonly doubts: readonly EntryDoubt[];
  /** The believed readings around it. */
  readonly before: KnownRegister | null;
  readonly after: KnownRegister | null;
  /** What would have been counted since the reading before, and that per day. */
  readonly amount: number | null;
  readonly perDay: number | null;
  /** What was counted at the same time of the year before, or where that is not known in all the time before. */
  readonly usualPerDay: number | null;
  readonly usualOf: 'year-before' | 'all-before' | null;
}
