/** The rule of the system that was replaced: flags where a value > 2 × the mean of the last 7, itself included. Gives the positions. */
export function flaggedByOldRule(values: readonly number[]): number[] {
  const flagged: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const window = values.slice(Math.max(0, i - 6), i + 1);
    const mean = window.reduce((sum, value) => sum + value, 0) / window.length;
    if ((values[i] as number) > 2 * mean) flagged.push(i);
  }
  return flagged;
}
