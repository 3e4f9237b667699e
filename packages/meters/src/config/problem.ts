export type Severity = 'error' | 'warning' | 'notice';

/** One thing to say about the configuration, as data. Secrets and passwords inside URLs never appear in it. */
export interface Problem {
  /** The file as it was named to the reader, for example `config/meters.yaml`. */
  readonly file: string;
  /** Both from 1. A missing key has the place of the map that lacks it, a missing file 1:1. */
  readonly line: number;
  readonly column: number;
  /** Where in the file's structure, for example `meters[23].periods[1].source_meters[0]`; empty for the file as a whole. */
  readonly path: string;
  /** What stands there, redacted; undefined if nothing does. */
  readonly value: unknown;
  /** What is the matter, reading on after the path: `is "gas_zaehler", which no meter has`. */
  readonly message: string;
  /** What would do: `did you mean "gas_zahler"?`, `write a date like 2024-11-27`. */
  readonly would: string;
  /** The nearest known name, where there is one. */
  readonly nearest?: string;
  readonly severity: Severity;
}

export type Path = readonly (string | number)[];

/** The facts of a problem before it has a place. */
export interface ProblemFacts {
  /** The value that stands at the path; with it the message becomes `is VALUE, WHICH`. */
  readonly value?: unknown;
  /** `which no meter has`, or without a value a whole predicate: `is missing`. */
  readonly message: string;
  readonly would: string;
  readonly nearest?: string | undefined;
  readonly severity?: Severity;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

export function makeProblem(file: string, place: Place, path: Path, facts: ProblemFacts): Problem {
  const value = 'value' in facts ? redacted(facts.value, path) : undefined;
  const { nearest } = facts;
  return {
    file,
    line: place.line,
    column: place.column,
    path: pathText(path),
    value,
    message: 'value' in facts ? `is ${shown(value)}, ${facts.message}` : facts.message,
    would: nearest === undefined ? facts.would : `did you mean "${nearest}"?`,
    ...(nearest === undefined ? {} : { nearest }),
    severity: facts.severity ?? 'error',
  };
}

/**
 * One line for a terminal: `meters.yaml:41:7 periods[1].source_meters[0] is "gas_zaehler", which no meter has; did you
 * mean "gas_zahler"?`. Inside a meter the path starts at the meter, which the line number finds. What is no error says so.
 */
export function formatProblem(problem: Problem): string {
  const path = problem.path.replace(/^meters\[\d+\]\./, '');
  const kind = problem.severity === 'error' ? '' : ` ${problem.severity}:`;
  const where = path === '' ? '' : ` ${path}`;
  return `${problem.file}:${problem.line}:${problem.column}${kind}${where} ${problem.message}; ${problem.would}`;
}

/** Errors and all else in the order of files as given, then of place. */
export function inOrder(problems: readonly Problem[], files: readonly string[]): Problem[] {
  const rank = (file: string) => {
    const index = files.indexOf(file);
    return index < 0 ? files.length : index;
  };
  return [...problems].sort((a, b) => rank(a.file) - rank(b.file) || a.line - b.line || a.column - b.column);
}

/** `meters[3].periods[0].start_date`; keys that are no plain words stand in quotes. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${shown(step)}]`;
  }
  return text;
}

/** A value as one short piece of text, with control characters made visible. */
export function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (value === '[…]') return 'a list';
  if (value === '{…}') return 'a map';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 76)}…"` : text;
}

const secretKey = /token|passw|secret|hash|api_?key|credential/i;

function redacted(value: unknown, path: Path): unknown {
  if (path.some((step) => typeof step === 'string' && secretKey.test(step))) return '***';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  return typeof value === 'string' ? value.replace(/[^\s/:@]*:\S*@/g, '***@') : value;
}
