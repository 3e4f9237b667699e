/** One step of the past: how many partitions it made, and how long that took. */
export interface TimedStep {
  readonly partitions: number;
  readonly milliseconds: number;
}

/**
 * How long a step over so many partitions should take, judged by steps of the past; undefined where there were none.
 *
 * A step costs something by itself and something for each partition: both are read off a straight line through the past ones
 * (ordinary least squares), which also suits a computation that takes as long for one partition as for all. A line that runs
 * against sense (cheaper with more partitions, or less than nothing for none) is replaced by the best one that does not.
 *
 * @returns milliseconds, never negative
 */
export function estimateStep(past: readonly TimedStep[], partitions: number): number | undefined {
  if (past.length === 0) return undefined;
  if (partitions <= 0) return 0;
  const count = past.length;
  const meanPartitions = past.reduce((sum, step) => sum + step.partitions, 0) / count;
  const meanTime = past.reduce((sum, step) => sum + step.milliseconds, 0) / count;
  let spread = 0;
  let slope = 0;
  for (const step of past) {
    const distance = step.partitions - meanPartitions;
    spread += distance * distance;
    slope += distance * (step.milliseconds - meanTime);
  }
  // All of one size: nothing tells the fixed cost from the rest, and taking it for none is never too little for more.
  if (spread === 0) return meanPartitions === 0 ? meanTime : (meanTime / meanPartitions) * partitions;
  slope /= spread;
  if (slope <= 0) return meanTime;
  const fixed = meanTime - slope * meanPartitions;
  if (fixed >= 0) return fixed + slope * partitions;
  const squares = past.reduce((sum, step) => sum + step.partitions * step.partitions, 0);
  const products = past.reduce((sum, step) => sum + step.partitions * step.milliseconds, 0);
  return (products / squares) * partitions;
}
