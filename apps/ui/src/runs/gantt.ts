import type { StepView } from '@meterworks/runtime/read';

/** One step as a bar: where it begins and how long it is, as parts of the whole time, 0…1. */
export interface GanttBar {
  readonly id: number;
  readonly left: number;
  readonly width: number;
  readonly status: string;
  readonly from: string;
  readonly to: string;
  readonly made: number;
  readonly durationMs: number;
}

/** The steps of one asset. */
export interface GanttRow {
  readonly asset: string;
  readonly bars: readonly GanttBar[];
}

export interface Gantt {
  /** UTC milliseconds. */
  readonly from: number;
  readonly to: number;
  /** In the order in which they began. */
  readonly rows: readonly GanttRow[];
  /** Milliseconds after the beginning, at round numbers. */
  readonly ticks: readonly number[];
}

const rounds = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000,
].concat([300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 43_200_000, 86_400_000]);
const ticksAtMost = 6;

/** Steps over time, a row an asset. `now` is where a step that goes on ends so far. Pure. */
export function ganttOf(steps: readonly StepView[], now: number): Gantt | undefined {
  if (steps.length === 0) return undefined;
  const endOf = (step: StepView) => Math.max(step.startedAt, step.finishedAt ?? now);
  const from = Math.min(...steps.map(({ startedAt }) => startedAt));
  const to = Math.max(from + 1, ...steps.map(endOf));
  const rows = new Map<string, GanttBar[]>();
  for (const step of [...steps].sort((a, b) => a.startedAt - b.startedAt || a.id - b.id)) {
    const bars = rows.get(step.asset) ?? [];
    rows.set(step.asset, bars);
    bars.push({
      id: step.id,
      left: (step.startedAt - from) / (to - from),
      width: (endOf(step) - step.startedAt) / (to - from),
      status: step.status,
      from: step.fromKey,
      to: step.toKey,
      made: step.made,
      durationMs: endOf(step) - step.startedAt,
    });
  }
  const every = rounds.find((ms) => (to - from) / ms <= ticksAtMost) ?? 86_400_000 * Math.ceil((to - from) / 5e8);
  const ticks = Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, i) => i * every);
  return { from, to, rows: [...rows].map(([asset, bars]) => ({ asset, bars })), ticks };
}

/** The rows that were at work for longest, in the order in which they began. Pure. */
export function longestRows({ rows }: Gantt, most: number): GanttRow[] {
  const worked = ({ bars }: GanttRow) => bars.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const kept = new Set([...rows].sort((a, b) => worked(b) - worked(a)).slice(0, most));
  return rows.filter((row) => kept.has(row));
}
