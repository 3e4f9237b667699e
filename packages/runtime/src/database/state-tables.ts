/** The columns of the state database's tables, as queries see them. Only those that composed queries ask for. */
export interface StateTables {
  readonly run: {
    readonly id: number;
    readonly kind: string;
    readonly actor: string;
    readonly selection: string;
    readonly status: string;
    readonly started_at: number;
    readonly finished_at: number | null;
    /** JSON: numbers of partitions by name. */
    readonly counts: string | null;
    readonly error: string | null;
  };
  readonly step: {
    readonly id: number;
    readonly run_id: number;
    readonly asset: string;
    readonly seq: number | null;
    readonly from_ordinal: number;
    readonly to_ordinal: number;
    readonly status: string;
    readonly planned: number;
    readonly made: number;
    readonly changed: number;
    readonly cut_off: number;
    readonly failed: number;
    readonly started_at: number;
    readonly finished_at: number | null;
    /** JSON. */
    readonly causes: string;
    readonly error: string | null;
    readonly attempts: number;
  };
}

export type RunRow = StateTables['run'];
export type StepRow = StateTables['step'];
