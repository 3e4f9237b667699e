/** Ascending by time; equal times may have several values. */
export interface TimedValues {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** How many of the added samples give a known time a value that it does not have. */
export function countConflicts(known: TimedValues, added: TimedValues): number {
  let conflicts = 0;
  let at = 0;
  for (let i = 0; i < added.times.length; i++) {
    const time = added.times[i] as number;
    while (at < known.times.length && (known.times[at] as number) < time) at++;
    let found = false;
    let same = false;
    for (let j = at; j < known.times.length && known.times[j] === time; j++) {
      found = true;
      if (known.values[j] === added.values[i]) same = true;
    }
    if (found && !same) conflicts++;
  }
  return conflicts;
}
