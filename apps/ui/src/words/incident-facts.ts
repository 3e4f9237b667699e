/** What is known of an incident besides its sentence. Amounts and registers in `unit`, null where its type has none; times are UTC ms. */
export interface IncidentFacts {
  readonly type: string;
  readonly observed: number | null;
  readonly expected: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Deviation ÷ spread, or how many times as long as ever. */
  readonly score: number | null;
  readonly start: number;
  readonly end: number;
  /** English, as the verdict was recorded. */
  readonly message: string;
}

/** The numbers in a recorded verdict; what is none there is null. */
export function numbersIn(
  verdict: Readonly<Record<string, unknown>>,
): Pick<IncidentFacts, 'observed' | 'expected' | 'lower' | 'upper' | 'score'> {
  const number = (name: string) => {
    const value = verdict[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return {
    observed: number('observed'),
    expected: number('expected'),
    lower: number('lower'),
    upper: number('upper'),
    score: number('score'),
  };
}
