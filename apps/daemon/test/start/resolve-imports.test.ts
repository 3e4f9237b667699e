import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../', import.meta.url));

/** Loads what a run, the service and a server's client load, and prints each import with where it leads by its text and by Node. */
const comparison = `
import { registerHooks } from 'node:module';
import { resolveImport } from './bin/resolve-imports.js';
const found = [];
registerHooks({
  resolve(specifier, context, next) {
    const quick = resolveImport(specifier, context, next);
    const node = next(specifier, context);
    found.push({ specifier, from: context.parentURL, quick: quick.url, node: node.url, format: quick.format, nodeFormat: node.format });
    return node;
  },
});
for (const file of ['commands/materialize', 'serve/run-daemon', 'composition/open-influx-house']) await import('./src/' + file + '.ts');
console.log(JSON.stringify(found));
`;

interface Found {
  readonly specifier: string;
  readonly from: string;
  readonly quick: string;
  readonly node: string;
  readonly format?: string;
  readonly nodeFormat?: string;
}

test('an import leads where Node says that it leads, but for the languages of zod', () => {
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', comparison], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 25,
  });
  const found = JSON.parse(output) as Found[];
  const others = found.filter(
    ({ quick, node, format, nodeFormat }) => quick !== node || (format !== undefined && format !== nodeFormat),
  );
  expect(found.length).toBeGreaterThan(400);
  expect(found.some(({ quick }) => quick.endsWith('/yaml/dist/compose/composer.js'))).toBe(true);
  expect(new Set(others.map(({ specifier }) => specifier))).toEqual(new Set(['../locales/index.js']));
  for (const { from } of others) expect(from).toContain('/node_modules/zod/');
});
