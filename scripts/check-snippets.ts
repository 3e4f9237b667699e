// Type-checks the TypeScript in the documents: every ```ts fence of docs/**.md and of the README files, with one run of tsc.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { environment } from './commands.js';

/** TypeScript of a document, on the lines that it has there: what the compiler says of line 12 is about the document's line 12. */
export type SnippetModule = { readonly file: string; readonly text: string };

const fence = /^```(\w*) *(.*)$/;

/**
 * The fences of one document. They continue each other, as one module a document, but for those marked ```` ```ts separate ````,
 * which are modules of their own.
 */
export function snippetModules(document: string, markdown: string): SnippetModule[] {
  const lines = markdown.split(/\r?\n/);
  const shared: string[] = [];
  const separate: SnippetModule[] = [];
  let into: string[] | undefined;
  let open = false;
  lines.forEach((line, i) => {
    const found = fence.exec(line);
    if (found !== null && !open) {
      open = true;
      const [, language, mark] = found;
      if (language !== 'ts') return;
      into = mark === 'separate' ? [] : shared;
    } else if (found !== null) {
      if (into !== undefined && into !== shared)
        separate.push({ file: `${document}.${i + 1}.ts`, text: into.join('\n') });
      into = undefined;
      open = false;
    } else if (into !== undefined) into[i] = line;
  });
  const together = shared.length === 0 ? [] : [{ file: `${document}.ts`, text: shared.join('\n') }];
  return [...together, ...separate];
}

/** Documents whose snippets have to compile, relative to the repository, with `/`. */
export function documentsIn(root: string): string[] {
  const patterns = ['README.md', 'docs/**/*.md', '{packages,apps,examples}/*/README.md'];
  return globSync(patterns, { cwd: root })
    .map((path) => path.split(sep).join('/'))
    .sort();
}

/** Problems as tsc writes them, with documents and their lines as places; empty where all compiles. */
export function problemsOf(root: string, modules: readonly SnippetModule[]): string[] {
  const folder = 'test-results/snippets';
  rmSync(join(root, folder), { recursive: true, force: true });
  const config = {
    extends: '../../tsconfig.base.json',
    // A snippet may declare what only its reader uses.
    compilerOptions: { types: ['node'], noUnusedLocals: false, noUnusedParameters: false },
    include: ['.'],
  };
  for (const { file, text } of [{ file: 'tsconfig.json', text: JSON.stringify(config) }, ...modules]) {
    mkdirSync(dirname(join(root, folder, file)), { recursive: true });
    writeFileSync(join(root, folder, file), `${text}\n`);
  }
  const { status, stdout, stderr, error } = spawnSync('tsc', ['--pretty', 'false', '--noEmit', '-p', folder], {
    cwd: root,
    env: environment(root),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (error !== undefined) throw error;
  if (status === 0) return [];
  return `${stdout}${stderr}`
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('\\', '/').replace(/^test-results\/snippets\/(.*?\.md)(?:\.\d+)?\.ts/, '$1'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const modules = documentsIn(root).flatMap((document) =>
    snippetModules(document, readFileSync(join(root, document), 'utf8')),
  );
  const problems = problemsOf(root, modules);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
