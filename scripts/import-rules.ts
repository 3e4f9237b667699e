import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the sources of one workspace may import besides their own files. */
type Rule = {
  readonly folder: string;
  /** Whether Node's own modules are allowed; a pure package does without. */
  readonly node: boolean;
  /** Import texts, exact, or a package name with all its paths when it ends in `/*`. */
  readonly may: readonly string[];
};

/** Who may import whom. A library that is not named here needs a decision, not only an install. */
const rules: readonly Rule[] = [
  {
    folder: 'packages/assets',
    node: false,
    may: ['graphology', 'graphology-dag', 'graphology-types', 'temporal-polyfill'],
  },
  {
    folder: 'packages/runtime',
    node: true,
    may: ['@meterworks/assets', 'kysely', 'better-sqlite3', 'pg', 'pg-boss', 'croner', 'pino', '@influxdata/*'].concat(
      'prom-client',
      'nodemailer',
      'mqtt',
      'tar',
    ),
  },
  { folder: 'packages/meters', node: false, may: ['@meterworks/assets', 'zod', 'yaml', 'read-excel-file/universal'] },
  {
    folder: 'apps/daemon',
    node: true,
    may: ['@meterworks/assets', '@meterworks/runtime', '@meterworks/runtime/*', '@meterworks/meters'].concat(
      '@meterworks/meters/*',
      'commander',
      'cli-progress',
    ),
  },
  {
    folder: 'apps/ui',
    node: true,
    may: [
      '@meterworks/assets',
      '@meterworks/runtime/read',
      '@meterworks/runtime/commands',
      '@meterworks/runtime/password',
      '@meterworks/meters/config',
      '@meterworks/meters/entry',
      '@meterworks/meters/findings',
      '@meterworks/meters/incidents',
      'next',
      'next/*',
    ].concat('react', 'react-dom', '@xyflow/*', 'uplot', 'uplot/*', 'tailwindcss'),
  },
  {
    folder: 'examples/sales-report',
    node: true,
    may: ['@meterworks/assets', '@meterworks/runtime'],
  },
];

/** What `src/testing/` may import besides: contract suites that several packages' tests run. */
const testLibraries: readonly string[] = ['vitest', 'fast-check', 'graphql', 'fflate'];

export type Breach = { readonly file: string; readonly line: number; readonly imports: string; readonly why: string };

const importText =
  /(?:^|[;}\n])\s*(?:import|export)\s+(?:type\s+)?(?:[\w$*{][^'"`;]*?\sfrom\s*)?(['"])([^'"\n]+)\1|\b(?:import|require)\s*\(\s*(['"])([^'"\n]+)\3/g;

/** Every module that a TypeScript source imports, re-exports or loads, with its line. Does not see computed names. */
export function importsOf(source: string): { readonly line: number; readonly name: string }[] {
  // Comments are blanked, not removed, so that lines keep their numbers; a `//` inside a text is left alone.
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/gm, (comment) => comment.replace(/[^\n]/g, ' '));
  return [...code.matchAll(importText)].map((match) => {
    const name = match[2] ?? match[4] ?? '';
    return { line: code.slice(0, match.index + match[0].lastIndexOf(name)).split('\n').length, name };
  });
}

/** Why this file of a workspace may not import that name, or undefined if it may. `file` is relative to the repository. */
export function reasonAgainst(file: string, name: string): string | undefined {
  const rule = rules.find(({ folder }) => file.startsWith(`${folder}/`));
  if (rule === undefined) return `no rule says what ${file} may import`;
  if (name.startsWith('.')) {
    const target = join(file, '..', name).split(sep).join('/');
    return target.startsWith(`${rule.folder}/`) ? undefined : `leaves ${rule.folder}; import the package by its name`;
  }
  if (name.startsWith('node:')) return rule.node ? undefined : `${rule.folder} is pure: no Node modules`;
  if (name.startsWith('@/') && rule.folder === 'apps/ui') return undefined;
  if (file.startsWith(`${rule.folder}/src/testing/`) && testLibraries.includes(name)) return undefined;
  const allowed = rule.may.some((may) => (may.endsWith('/*') ? name.startsWith(may.slice(0, -1)) : name === may));
  return allowed ? undefined : `${rule.folder} may import ${rule.may.join(', ')}${rule.node ? ' and node:' : ''}`;
}

/** All breaches in the sources (`src/`) of all workspaces. */
export function findBreaches(root: string): Breach[] {
  return sources(root).flatMap((path) => {
    const file = relative(root, path).split(sep).join('/');
    return importsOf(readFileSync(path, 'utf8')).flatMap(({ line, name }) => {
      const why = reasonAgainst(file, name);
      return why === undefined ? [] : [{ file, line, imports: name, why }];
    });
  });
}

function sources(root: string): string[] {
  return ['packages', 'apps', 'examples'].flatMap((group) =>
    readdirSync(join(root, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => {
        const folder = join(root, group, entry.name, 'src');
        return readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.tsx?$/.test(name))
          .map((name) => join(folder, name));
      }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const breaches = findBreaches(process.cwd());
  for (const { file, line, imports, why } of breaches) console.error(`${file}:${line} imports ${imports}: ${why}`);
  if (breaches.length > 0) process.exitCode = 1;
}
