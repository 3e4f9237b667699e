/**
 * One midnight, seen from the believed readings around it. Times are UTC ms, registers and amounts in the meter's output unit.
 *
 * - `exact`: a believed reading lies at the midnight itself, or the meter stood still from it to its installation, or since its removal.
 * - `between`: two consecutive believed readings enclose it; `amount` is what the register moved between them
 *   (rollovers and resets accounted for, never negative).
 * - `after-last`: no believed reading follows yet. `before-first`: none precedes.
 * - `none`: the meter has no believed reading at all.
 */
export type Edge =
  | { readonly kind: 'exact'; readonly time: number; readonly register: number }
  | {
      readonly kind: 'between';
      readonly fromTime: number;
      readonly fromRegister: number;
      readonly toTime: number;
      readonly toRegister: number;
      readonly amount: number;
      /** By domain §3: at most 2 h apart, or at most one resolution step and 36 h apart; never across a stale hold or an undeclared reset. */
      readonly known: boolean;
      /** The amount itself is a bounded guess (undeclared reset or exchange). */
      readonly bridged: boolean;
      /** The register passed 10^digits between the two readings, so its display is lower by this much afterwards (else 0). */
      readonly wrap: number;
    }
  | { readonly kind: 'after-last'; readonly time: number; readonly register: number }
  | { readonly kind: 'before-first'; readonly time: number; readonly register: number }
  | { readonly kind: 'none' };

export const repairEventTypes = [
  'spike',
  'dip',
  'zero',
  'not-a-number',
  'negative',
  'in-the-future',
  'conflict',
  'rejected',
  'stale-hold',
  'reset',
  'rollover',
  'exchange',
  'unconfirmed-fall',
  'implausible-rate',
] as const;
export type RepairEventType = (typeof repairEventTypes)[number];

/** What the repair decided about a reading or a stretch, with its evidence; belongs to the local day of `time`. */
export interface RepairEvent {
  readonly type: RepairEventType;
  /** UTC ms of the reading concerned, or of the start of the stretch. */
  readonly time: number;
  /** UTC ms of the end of the stretch; equals `time` for a single reading. */
  readonly until: number;
  /** The register before, and the one that was refused or that follows. */
  readonly from: number;
  readonly to: number;
  /** How many readings were dropped because of it. */
  readonly dropped: number;
  /** Amount in question: the step of a hold, the bridge of a reset. */
  readonly amount: number;
  /** True for what waits for more evidence or for the user's word. */
  readonly proposed: boolean;
}

/**
 * What the register moved right before and right after a long interval: the instant (UTC ms) since which, the amount from it to the
 * interval's start, the instant up to which, the amount from the interval's end to it. NaN where nothing is known on that side; empty where
 * the interval is not long.
 */
export type Beside = Float64Array;

/** What is believed about one local day of one meter: all that `physical` needs, by identity. */
export interface RepairedDay {
  /** The midnight at which the day starts, and the one at which it ends. */
  readonly start: Edge;
  readonly end: Edge;
  /**
   * What the interval over the start, and that over the end, had moved by then: where the days around say how a gap ran. Undefined
   * where the midnight lies in no such gap; a profile then says.
   */
  readonly movedByStart: number | undefined;
  readonly movedByEnd: number | undefined;
  /** What was counted beside the interval over the start, and beside that over the end: see `Beside`. */
  readonly besideStart: Beside;
  readonly besideEnd: Beside;
  /** Believed readings in [start, end). */
  readonly count: number;
  /** What the register moved from the first to the last believed reading in [start, end] (both midnights included), ≥ 0. */
  readonly inner: number;
  /** The part of `inner` whose intervals are known by the rule of domain §3, and its milliseconds. */
  readonly knownAmount: number;
  readonly knownTime: number;
  /** Some amount inside the day is a bounded guess (undeclared reset). */
  readonly bridged: boolean;
  /** The register's resolution as learned from the whole series; 0 where not known. */
  readonly resolution: number;
  /**
   * Amount per real hour of the day (23, 24 or 25 of them), NaN where the hour is not known; empty where readings are sparse.
   * Teaches profiles.
   */
  readonly hours: Float64Array;
  readonly events: readonly RepairEvent[];
}

/** What moved within a day: all that its register and advance follow from. */
export type RepairedMovement = Pick<
  RepairedDay,
  | 'start'
  | 'end'
  | 'movedByStart'
  | 'movedByEnd'
  | 'besideStart'
  | 'besideEnd'
  | 'inner'
  | 'knownAmount'
  | 'knownTime'
  | 'bridged'
>;

/** What a day teaches a profile. */
export type RepairedLesson = Pick<RepairedDay, 'start' | 'end' | 'inner' | 'bridged' | 'hours'>;
