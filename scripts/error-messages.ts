// Every message of an error that a user may see, as the code spells it: what tests hold docs/troubleshooting.md against.
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

export interface ErrorMessage {
  /** Relative to the repository. */
  readonly file: string;
  /** The longest stretch of its text that no value is put into. */
  readonly words: string;
}

/** What an error class says, what a command fails with, and the beginnings that an error class chooses from. */
const made = [
  /\bsuper\(\s*(?:\w+,\s*)?(?=[`'])/g,
  /\bnew (?:Usage|Command)Failure\(\s*(?:'\w+',\s*)?(?=[`'])/g,
  /(?<=^const said\b[^;]*?: )(?=')/gm,
] as const;

/** The messages in the sources of the packages and the command. A plain `Error` is a defect: what is said of those is one text. */
export function errorMessages(root: string): ErrorMessage[] {
  const files = globSync(['packages/*/src/**/*.ts', 'apps/daemon/src/**/*.ts'], { cwd: root });
  return files
    .filter((file) => !file.split(sep).includes('testing'))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const starts = made.flatMap((pattern) =>
        [...text.matchAll(pattern)].map((found) => found.index + found[0].length),
      );
      return starts
        .map((start) => ({ file, words: longest(staticParts(text, start)) }))
        .filter(({ words }) => /\w \w/.test(words));
    });
}

/** The parts of the literal that begins there, without what is put in between. */
function staticParts(text: string, start: number): string[] {
  const quote = text[start];
  const parts = [''];
  let depth = 0;
  for (let i = start + 1; i < text.length; i++) {
    if (depth === 0 && text[i] === quote) break;
    if (quote === '`' && text.startsWith('${', i)) {
      if (depth === 0) parts.push('');
      depth += 1;
      i += 1;
    } else if (depth > 0) {
      if (text[i] === '{') depth += 1;
      if (text[i] === '}') depth -= 1;
    } else {
      if (text[i] === '\\') i += 1;
      parts.push((parts.pop() ?? '') + text.charAt(i));
    }
  }
  return parts.map((part) => part.replaceAll(/^\W+|\W+$/g, ''));
}

function longest(parts: readonly string[]): string {
  return parts.reduce((best, part) => (part.length > best.length ? part : best), '');
}
