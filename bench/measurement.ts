import { cpus, totalmem } from 'node:os';

/** Whether a smaller or a larger figure is the better one. */
export type Better = 'lower' | 'higher';

/** One figure that a bench took. */
export type Measurement = {
  /** What was done, with its size: `cold start, 26 meters, 4 years`. */
  readonly case: string;
  /** What was measured: `wall time`, `peak memory`, `throughput`. */
  readonly metric: string;
  readonly value: number;
  /** `s`, `ms`, `MB` (10⁶ bytes), `partitions/s`, … */
  readonly unit: string;
  readonly better: Better;
  /** What the project promises, in the same unit, if it promises anything. */
  readonly aim?: number;
  /** What it is compared with, in the same unit: another way to do the same, measured in the same run. */
  readonly baseline?: number;
};

/** A measurement as it is reported; `null` stands for "nothing was promised" or "nothing to compare with". */
export type Row = {
  readonly case: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly aim: number | null;
  readonly holds: boolean | null;
  readonly baseline: number | null;
  /** value / baseline */
  readonly ratio: number | null;
};

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  /** GB (10⁹ bytes) */
  readonly memory: number;
  readonly platform: string;
  readonly node: string;
};

/** What `npm run bench -- NAME --json` prints. */
export type Report = { readonly name: string; readonly machine: Machine; readonly rows: readonly Row[] };

/** Judges a measurement by its aim and its baseline. */
export function toRow({ better, aim, baseline, ...measured }: Measurement): Row {
  const holds = aim === undefined ? null : better === 'lower' ? measured.value <= aim : measured.value >= aim;
  return {
    ...measured,
    aim: aim ?? null,
    holds,
    baseline: baseline ?? null,
    ratio: baseline === undefined ? null : measured.value / baseline,
  };
}

/** The machine that this process runs on. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memory: Number((totalmem() / 1e9).toFixed(1)),
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
  };
}

/** The middle one of the values, or the mean of the middle two. @throws RangeError without values */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low === undefined || high === undefined) throw new RangeError('no median of no values');
  return (low + high) / 2;
}
