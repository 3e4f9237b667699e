import { nearestName } from '@meterworks/assets';
import type { z } from 'zod';
import type { ProblemFacts } from '../problem.ts';

type Issue = z.core.$ZodIssue;
type Refusal = Pick<ProblemFacts, 'message' | 'would' | 'nearest'>;

/** What to say of a key that is missing. */
export function lack(issue: Issue, key: string, description: string | undefined): ProblemFacts {
  const choice = issue.code === 'invalid_union' ? optionsOf(issue) : [];
  return {
    message: 'is missing',
    would: `add ${key}: ${choice.length > 0 ? listed(choice) : (description ?? 'a value')}`,
  };
}

/** What to say of a value that its schema refuses, as the end of the sentence `PATH is VALUE, …`. */
export function refusal(issue: Issue, found: unknown): Refusal {
  switch (issue.code) {
    case 'custom':
      return customRefusal(issue, found);
    case 'invalid_type':
      return wrongType(issue.expected, found);
    case 'invalid_value':
      return notKnown(found, issue.values);
    case 'too_small': {
      const least = `${issue.minimum}`;
      if (issue.origin === 'array') return wrongCount(found, `${issue.exact ? '' : 'at least '}${least}`);
      if (issue.origin === 'string') return { message: 'which is empty', would: 'write something' };
      return {
        message: 'which is too small',
        would: `write ${issue.inclusive === false ? `more than ${least}` : `${least} or more`}`,
      };
    }
    case 'too_big':
      if (issue.origin === 'array') return wrongCount(found, `${issue.exact ? '' : 'at most '}${issue.maximum}`);
      return { message: 'which is too large', would: `write ${issue.maximum} or less` };
    case 'invalid_format':
      return {
        message: `which is no ${issue.format}`,
        would: issue.format === 'url' ? 'write http://host:8086' : 'mend it',
      };
    case 'invalid_union':
      if (optionsOf(issue).length > 0) return notKnown(found, optionsOf(issue));
      return { message: 'which does not fit here', would: `write ${issue.errors.flat().map(expected).join(' or ')}` };
    default:
      return { message: `which does not fit: ${issue.message}`, would: 'mend it' };
  }
}

function wrongType(wanted: string, found: unknown): Refusal {
  const name = typeName(wanted);
  if (wanted === 'string' && typeof found !== 'object')
    return { message: 'which YAML takes for no text', would: 'put it in quotes' };
  return {
    message: wanted === 'boolean' ? `which is neither true nor false` : `which is no ${name}`,
    would: `write ${article(name)}`,
  };
}

function wrongCount(found: unknown, wanted: string): Refusal {
  const count = Array.isArray(found) ? found.length : 0;
  return { message: `which has ${count} ${count === 1 ? 'entry' : 'entries'}`, would: `give it ${wanted}` };
}

function customRefusal(issue: z.core.$ZodIssueCustom, found: unknown): Refusal {
  const { would, names } = issue.params ?? {};
  const zones = names === 'zones' ? Intl.supportedValuesOf('timeZone') : [];
  return { message: issue.message, would: String(would), nearest: nearest(found, zones) };
}

function notKnown(input: unknown, options: readonly unknown[]): Refusal {
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
