/** What was consumed from `start` on, as a supplier tells it. */
export interface IntervalEnergy {
  /** UTC ms. */
  readonly start: number;
  /** In the unit that was asked for. */
  readonly consumption: number;
  /** In `currency`, taxes included. */
  readonly cost: number | undefined;
  /** `currency` per kWh, taxes included. */
  readonly unitPrice: number | undefined;
  readonly currency: string | undefined;
}

/** What a kWh costs from `start` on. Known ahead: also for intervals still to come. */
export interface EnergyPrice {
  /** UTC ms. */
  readonly start: number;
  /** `currency` per kWh: all of it, the energy's part and the taxes' part. */
  readonly total: number;
  readonly energy: number | undefined;
  readonly tax: number | undefined;
  readonly currency: string | undefined;
  /** How it compares with the days before, in Tibber's words: `VERY_CHEAP` … `VERY_EXPENSIVE`. */
  readonly level: string | undefined;
}
