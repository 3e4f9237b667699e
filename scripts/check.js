// `npm test`: installs what is missing and runs everything that CI runs. Plain JavaScript that Node 20 reads.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './commands.js';
import { ensureInstalled } from './installed.js';
import { countsOf } from './test-counts.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const report = join(results, 'vitest.json');

/** @type {readonly { name: string, command: readonly string[] }[]} */
const parts = [
  { name: 'lock', command: ['node', 'scripts/check-lock.js'] },
  { name: 'format and lint (biome)', command: ['biome', 'ci', '.', ...(process.stdout.isTTY ? [] : ['--colors=off'])] },
  { name: 'lint (oxlint)', command: ['oxlint', '--deny-warnings'] },
  { name: 'import rules', command: ['node', 'scripts/import-rules.ts'] },
  { name: 'boundaries (turbo)', command: ['turbo', 'boundaries'] },
  { name: 'dead code (knip)', command: ['knip'] },
  { name: 'types of the root', command: ['tsc', '--noEmit'] },
  { name: 'snippets of the documents', command: ['node', 'scripts/check-snippets.ts'] },
  { name: 'documents of the configuration', command: ['node', 'scripts/configuration-docs.ts', '--check'] },
  { name: 'types of the packages', command: ['turbo', 'run', 'typecheck', '--output-logs=errors-only'] },
  { name: 'build of the UI', command: ['turbo', 'run', 'build', '--output-logs=errors-only'] },
  {
    name: 'tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  },
];

ensureInstalled(root);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const only = process.argv.slice(2);
const failedParts = [];
for (const { name, command } of parts) {
  if (only.length > 0 && !only.some((word) => name.includes(word))) continue;
  console.log(`\n── ${name}: ${command.slice(0, 3).join(' ')}`);
  const code = await run(root, command);
  if (code === 130) process.exit(code);
  if (code !== 0) failedParts.push(name);
}

const tests = existsSync(report) ? countsOf(JSON.parse(readFileSync(report, 'utf8'))) : undefined;
// The tests' own failures are counted one by one; the part itself counts when it failed without any (it could not start).
const failed = failedParts.filter((name) => name !== 'tests' || (tests?.failed ?? 0) === 0);
console.log();
for (const name of tests?.skippedNames ?? []) console.log(`SKIPPED  ${name}`);
for (const name of tests?.failedNames ?? []) console.log(`FAILED   ${name}`);
for (const name of failed) console.log(`FAILED   ${name}`);
const line = `${tests?.passed ?? 0} passed, ${(tests?.failed ?? 0) + failed.length} failed, ${tests?.skipped ?? 0} skipped`;
writeFileSync(join(results, 'summary.txt'), `${line}\n`);
console.log(line);
process.exitCode = failedParts.length > 0 ? 1 : 0;
