/** The raw series in which the user's decisions about a meter's readings lie: time and register of the reading, kind the verdict. */
export function decisionSeries(meterId: string): string {
  return `decisions/${meterId}`;
}
