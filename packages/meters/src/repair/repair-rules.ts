/** Raw readings of one meter: instants in UTC ms, cumulative registers in the meter's output unit. Any order; NaN where no number came. */
export interface Readings {
  readonly times: Float64Array;
  readonly registers: Float64Array;
}

/** A register known at an instant (UTC ms), in the meter's output unit. */
export interface KnownRegister {
  readonly time: number;
  readonly register: number;
}

/** A meter replaced under the same id at an instant. A register that nobody noted is undefined; its part is then estimated. */
export interface DeclaredExchange {
  readonly time: number;
  readonly oldRegister: number | undefined;
  readonly newRegister: number | undefined;
}

/** The user's word about one reading, named by its time and register. */
export interface Decision {
  readonly time: number;
  readonly register: number;
  readonly verdict: 'accept' | 'reject';
  /**
   * Of a rejected one: the register did not get there by a reset, an exchange, a rollover or a rise that no meter makes. What follows it and
   * could not have come otherwise is dropped too, until the register is back.
   */
  readonly passage?: true;
}

/** What the repair is told about a meter; everything else it learns from the readings. */
export interface RepairRules {
  /** Highest plausible rate per hour. */
  readonly maxRate?: number | undefined;
  /**
   * A rate per hour that any meter of this kind may reach at times (a house connection's, say). Where no `maxRate` is given, a step below
   * it that the meter's own readings would forbid is believed on little evidence: the first charge of a car is no fault.
   */
  readonly commonRate?: number | undefined;
  /** Places before the decimal point: the register rolls over at 10^digits. */
  readonly digits?: number | undefined;
  /** Register when the meter was installed; earlier readings are not this meter's. */
  readonly initial?: KnownRegister | undefined;
  /** Register when it was removed; later readings are not this meter's. */
  readonly final?: KnownRegister | undefined;
  readonly exchanges?: readonly DeclaredExchange[] | undefined;
  /** The last decision about a reading wins. */
  readonly decisions: readonly Decision[];
}
