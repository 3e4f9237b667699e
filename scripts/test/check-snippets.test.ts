import { describe, expect, it } from 'vitest';
import { snippetModules } from '../check-snippets.ts';

const fenced = (mark: string, ...lines: string[]): string[] => [`\`\`\`${mark}`, ...lines, '```'];
const document = (...parts: (string | string[])[]): string => parts.flat().join('\n');

describe('snippetModules', () => {
  it('joins the fences of a document, each on its own lines', () => {
    const text = document('# Title', fenced('ts', 'const a = 1;'), 'and then', fenced('ts', 'const b = a;'));
    const [only, ...others] = snippetModules('docs/a.md', text);
    expect(others).toEqual([]);
    expect(only?.file).toBe('docs/a.md.ts');
    expect(only?.text.split('\n')).toEqual(['', '', 'const a = 1;', '', '', '', 'const b = a;']);
  });

  it('keeps apart what is marked as separate', () => {
    const text = document(fenced('ts', 'const a = 1;'), fenced('ts separate', 'const a = 2;'));
    expect(snippetModules('README.md', text).map(({ file, text: code }) => [file, code.trim()])).toEqual([
      ['README.md.ts', 'const a = 1;'],
      ['README.md.6.ts', 'const a = 2;'],
    ]);
  });

  it('leaves other languages alone, and what looks like TypeScript inside them', () => {
    expect(snippetModules('README.md', document(fenced('sh', 'npm test'), fenced('', 'const a = 1;')))).toEqual([]);
  });
});
