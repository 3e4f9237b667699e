/** A step as `meterworks runs ID --json` tells it. */
export interface TimedStep {
  readonly asset: string;
  readonly started: string;
  readonly finished: string | null;
}

/**
 * Wall time by stage, the first word of the assets' keys: `repaired`, `profile`, … A moment in which several steps are under way
 * counts for each of them in equal parts, so that stages add up to the time in which any step was.
 */
export function stageSeconds(steps: readonly TimedStep[]): ReadonlyMap<string, number> {
  const spans = steps.flatMap(({ asset, started, finished }) =>
    finished === null
      ? []
      : [{ stage: asset.split('/')[0] ?? asset, from: Date.parse(started), to: Date.parse(finished) }],
  );
  const edges = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const seconds = new Map<string, number>();
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1];
    if (to === undefined) break;
    const active = spans.filter((span) => span.from <= from && span.to >= to);
    for (const { stage } of active) {
      seconds.set(stage, (seconds.get(stage) ?? 0) + (to - from) / 1000 / active.length);
    }
  }
  return seconds;
}
