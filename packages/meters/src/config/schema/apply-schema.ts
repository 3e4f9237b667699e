import { nearestName } from '@meterworks/assets';
import type { z } from 'zod';
import type { Path, Problem } from '../problem.ts';
import type { YamlSource } from '../yaml-source.ts';
import { lack, refusal } from './describe-issue.ts';
import { descriptionAt, knownKeysAt, valueAt } from './schema-at.ts';

export interface Applied<T> {
  /** Undefined if any problem is an error. */
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

type Issue = z.core.$ZodIssue;

/**
 * Checks the part of a YAML text at `path` against its schema. Unknown keys are warnings and then left out, so that files
 * of older and newer versions load.
 */
export function applySchema<T extends z.ZodType>(schema: T, source: YamlSource, path: Path = []): Applied<z.output<T>> {
  const value = valueAt(source.value, path) ?? {};
  const first = schema.safeParse(value);
  if (first.success) return { value: first.data, problems: [] };
  const issues = first.error.issues.flatMap((issue) => flattened(issue, value));
  const unknown = issues.filter((issue) => issue.code === 'unrecognized_keys');
  const problems = issues.flatMap((issue) => problemsOf(issue, schema, value, source, path));
  if (unknown.length < issues.length) return { value: undefined, problems };
  const cleaned = schema.safeParse(withoutKeys(value, unknown));
  return { value: cleaned.success ? cleaned.data : undefined, problems };
}

/** A union of shapes gives the issues of the member that was meant: the one that fails deepest. */
function flattened(issue: Issue, value: unknown): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const branch = issue.errors.find(
    (members) => members.length > 0 && members.every((inner) => inner.path.length > 0 || inner.code !== 'invalid_type'),
  );
  if (branch === undefined || valueAt(value, stepsOf(issue.path)) === undefined) return [issue];
  return branch.flatMap((inner) => flattened({ ...inner, path: [...issue.path, ...inner.path] }, value));
}

function problemsOf(issue: Issue, schema: z.ZodType, value: unknown, source: YamlSource, base: Path): Problem[] {
  const path = stepsOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeysAt(schema, value, path);
    return issue.keys.map((key) =>
      source.problemAtKey([...base, ...path, key], {
        message: 'is a key that nothing reads',
        would: known.length > 0 ? `known here: ${known.join(', ')}` : 'leave it out',
        nearest: nearestName(key, known),
        severity: 'warning',
      }),
    );
  }
  const found = valueAt(value, path);
  const whole = [...base, ...path];
  return [
    source.problemAt(
      whole,
      found === undefined
        ? lack(issue, String(whole.at(-1) ?? 'it'), descriptionAt(schema, value, path))
        : { value: found, ...refusal(issue, found) },
    ),
  ];
}

function stepsOf(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function withoutKeys(value: unknown, issues: readonly Issue[]): unknown {
  const copy: unknown = structuredCloned(value);
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const holder = valueAt(copy, stepsOf(issue.path));
    if (typeof holder !== 'object' || holder === null) continue;
    for (const key of issue.keys) Reflect.deleteProperty(holder, key);
  }
  return copy;
}

function structuredCloned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCloned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, structuredCloned(inner)]));
}
