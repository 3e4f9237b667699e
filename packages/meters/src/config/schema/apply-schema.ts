import type { z } from 'zod';
import { nearestName } from '../nearest-name.ts';
import type { Path, Problem, ProblemFacts } from '../problem.ts';
import type { YamlSource } from '../yaml-source.ts';
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
  const facts = found === undefined ? missing(schema, value, path, issue) : { value: found, ...refusal(issue) };
  return [source.problemAt([...base, ...path], facts)];
}

function missing(schema: z.ZodType, value: unknown, path: Path, issue: Issue): ProblemFacts {
  const what = descriptionAt(schema, value, path);
  const key = String(path.at(-1) ?? 'it');
  const choice = issue.code === 'invalid_union' ? optionsOf(issue) : [];
  return { message: 'is missing', would: `add ${key}: ${choice.length > 0 ? listed(choice) : (what ?? 'a value')}` };
}

function refusal(issue: Issue): Pick<ProblemFacts, 'message' | 'would' | 'nearest'> {
  switch (issue.code) {
    case 'custom':
      return customRefusal(issue);
    case 'invalid_type':
      return {
        message: `which is no ${typeName(issue.expected)}`,
        would: `write ${article(typeName(issue.expected))}`,
      };
    case 'invalid_value':
      return notKnown(issue.input, issue.values);
    case 'too_small': {
      const least = `${issue.minimum}`;
      if (issue.origin === 'array')
        return { message: 'which is too short', would: `give ${issue.exact ? 'exactly' : 'at least'} ${least}` };
      if (issue.origin === 'string') return { message: 'which is empty', would: 'write something' };
      return {
        message: 'which is too small',
        would: `write ${issue.inclusive === false ? `more than ${least}` : `${least} or more`}`,
      };
    }
    case 'too_big':
      if (issue.origin === 'array')
        return { message: 'which is too long', would: `give ${issue.exact ? 'exactly' : 'at most'} ${issue.maximum}` };
      return { message: 'which is too large', would: `write ${issue.maximum} or less` };
    case 'invalid_format':
      return {
        message: `which is no ${issue.format}`,
        would: issue.format === 'url' ? 'write http://host:8086' : 'mend it',
      };
    case 'invalid_union':
      if (optionsOf(issue).length > 0) return notKnown(issue.input, optionsOf(issue));
      return { message: 'which does not fit here', would: `write ${issue.errors.flat().map(expected).join(' or ')}` };
    default:
      return { message: `which does not fit: ${issue.message}`, would: 'mend it' };
  }
}

function customRefusal(issue: z.core.$ZodIssueCustom): Pick<ProblemFacts, 'message' | 'would' | 'nearest'> {
  const { would, names } = issue.params ?? {};
  const zones = names === 'zones' ? Intl.supportedValuesOf('timeZone') : [];
  return { message: issue.message, would: String(would), nearest: nearest(issue.input, zones) };
}

function notKnown(input: unknown, options: readonly unknown[]): Pick<ProblemFacts, 'message' | 'would' | 'nearest'> {
  return { message: 'which is not known here', would: `write ${listed(options)}`, nearest: nearest(input, options) };
}

/** The tags that a union tells its members apart by; zod gives them without a type of their own. */
function optionsOf(issue: z.core.$ZodIssueInvalidUnion): readonly unknown[] {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
}

function nearest(input: unknown, names: readonly unknown[]): string | undefined {
  return typeof input === 'string' ? nearestName(input, names.map(String)) : undefined;
}

function expected(issue: Issue): string {
  if (issue.code === 'invalid_type') return article(typeName(issue.expected));
  return issue.code === 'invalid_value' ? listed(issue.values) : issue.message;
}

function typeName(type: string): string {
  const names: Record<string, string> = {
    string: 'text',
    int: 'whole number',
    boolean: 'true or false',
    array: 'list',
    object: 'map',
    record: 'map',
  };
  return names[type] ?? type;
}

function article(name: string): string {
  return name === 'text' || name === 'true or false' ? name : `a ${name}`;
}

function listed(values: readonly unknown[]): string {
  const texts = values.map(String);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
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
