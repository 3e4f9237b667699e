import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findBreaches, importsOf, reasonAgainst } from '../import-rules.ts';

describe('importsOf', () => {
  it('sees every form of import, with its line', () => {
    const source = [
      "import { a } from 'one';",
      "import type { B } from 'two';",
      'import {',
      '  c,',
      "} from 'three';",
      "export { d } from './four.ts';",
      "export * from 'five';",
      "import 'six';",
      "const e = await import('seven');",
      "import f, { type G } from 'eight'; import * as h from 'nine';",
    ].join('\n');
    expect(importsOf(source)).toEqual([
      { line: 1, name: 'one' },
      { line: 2, name: 'two' },
      { line: 5, name: 'three' },
      { line: 6, name: './four.ts' },
      { line: 7, name: 'five' },
      { line: 8, name: 'six' },
      { line: 9, name: 'seven' },
      { line: 10, name: 'eight' },
      { line: 10, name: 'nine' },
    ]);
  });

  it('sees a type that is imported in place', () => {
    expect(importsOf("let a: import('kysely').Kysely<unknown>;")).toEqual([{ line: 1, name: 'kysely' }]);
  });

  it('leaves comments and texts alone', () => {
    const source =
      "// import a from 'one';\n/* export * from 'two'; */\nconst url = 'https://import'; // from 'three'\nexport const from = 'four';";
    expect(importsOf(source)).toEqual([]);
  });
});

describe('reasonAgainst', () => {
  it.each([
    ['packages/assets/src/graph/build.ts', 'graphology'],
    ['packages/assets/src/graph/build.ts', '../asset-key.ts'],
    ['apps/ui/src/app/page.tsx', '@meterworks/assets'],
    ['packages/runtime/src/state/open.ts', 'node:fs'],
    ['packages/meters/src/config/load.ts', 'zod'],
    ['packages/runtime/src/testing/store-contract.ts', 'vitest'],
    ['apps/daemon/src/main.ts', '@meterworks/meters/simulation'],
    ['apps/ui/src/app/page.tsx', '@meterworks/runtime/read'],
    ['apps/ui/src/app/page.tsx', 'next/link'],
  ])('lets %s import %s', (file, name) => {
    expect(reasonAgainst(file, name)).toBeUndefined();
  });

  it.each([
    ['packages/assets/src/graph/build.ts', 'node:fs'],
    ['packages/assets/src/graph/build.ts', '@meterworks/runtime'],
    ['packages/assets/src/graph/build.ts', '../../../meters/src/index.ts'],
    ['packages/meters/src/config/load.ts', '@meterworks/runtime'],
    ['packages/meters/src/config/load.ts', 'node:crypto'],
    ['packages/runtime/src/state/open.ts', '@meterworks/meters'],
    ['packages/runtime/src/state/open.ts', 'vitest'],
    ['apps/ui/src/app/page.tsx', '@meterworks/runtime'],
    ['apps/ui/src/app/page.tsx', '@meterworks/meters'],
    ['apps/ui/src/app/page.tsx', 'better-sqlite3'],
  ])('refuses %s the import of %s', (file, name) => {
    expect(reasonAgainst(file, name)).toBeTypeOf('string');
  });
});

it('the sources keep to the table', () => {
  expect(findBreaches(fileURLToPath(new URL('../..', import.meta.url)))).toEqual([]);
});
