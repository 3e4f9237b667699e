import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe } from 'vitest';
import { snippetModules } from '../check-snippets.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'test-results', 'guide');
const document = 'docs/framework.md';

// Loading the guide's module declares its assets and registers the test that it holds.
const [guide] = snippetModules(document, readFileSync(join(root, document), 'utf8'));
if (guide === undefined) throw new Error(`${document} holds no snippet`);
mkdirSync(folder, { recursive: true });
const path = join(folder, 'framework.ts');
writeFileSync(path, `${guide.text}\n`);
const { href } = pathToFileURL(path);

describe('the snippets of the guide', async () => {
  await import(href);
});
