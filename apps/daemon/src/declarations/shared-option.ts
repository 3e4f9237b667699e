import { Argument, Option } from 'commander';

export function jsonOption(): Option {
  return new Option('--json', 'print JSON for programs');
}

/** Which assets: `consumption/*`, `+virtual/x`, `tag:gas and not group:anomalies`. */
export function selectionArgument(): Argument {
  return new Argument(
    '[selection...]',
    'which assets: a key (* matches anything), tag:…, group:…, +x (and all above), x+ (and all below), and, or, not; all if not given',
  );
}

/** The words of a selection as one text; nothing means all. */
export function selectionOf(words: readonly string[]): { readonly selection?: string } {
  const text = words.join(' ').trim();
  return text === '' ? {} : { selection: text };
}

/** The examples of a command, for the end of its help. */
export function examples(...lines: readonly string[]): string {
  return `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.map((line) => `  meterworks ${line}`).join('\n')}`;
}
