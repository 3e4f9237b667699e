import { Secret } from '@meterworks/assets';
import { makeProblem, type Problem } from './problem.ts';

export interface EnvFile {
  readonly values: ReadonlyMap<string, { readonly value: Secret; readonly line: number }>;
  readonly problems: readonly Problem[];
}

/**
 * Reads `NAME=value` lines: comments, blank lines, `export`, single and double quotes, a comment after a blank. An empty value
 * is none. No problem ever shows a value.
 */
export function parseEnvFile(file: string, text: string): EnvFile {
  const values = new Map<string, { value: Secret; line: number }>();
  const problems: Problem[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    const say = (message: string, would: string) =>
      problems.push(makeProblem(file, { line: index + 1, column: 1 }, [], { message, would }));
    if (match === null) {
      say('is no line of the form NAME=value', 'write one name and its value a line');
      continue;
    }
    const value = unquoted(match[2] ?? '');
    if (value === undefined) say(`opens a quote at ${match[1]} that nothing closes`, 'close it on the same line');
    else if (value !== '') values.set(match[1] ?? '', { value: new Secret(value), line: index + 1 });
  }
  return { values, problems };
}

function unquoted(text: string): string | undefined {
  const quote = text[0];
  if (quote !== '"' && quote !== "'") return text.replace(/\s+#.*$/, '').replace(/^#.*$/, '');
  const end = text.indexOf(quote, 1);
  return end > 0 && /^\s*(#.*)?$/.test(text.slice(end + 1)) ? text.slice(1, end) : undefined;
}
