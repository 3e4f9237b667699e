// Writes what the schemas of the configuration say: docs/configuration.md for people, docs/schemas/ for editors. With --check it
// only says whether they are what it would write.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  configFile,
  metersFile,
  patternsFile,
  pricesFile,
  type SecretFile,
  secretNames,
} from '@meterworks/meters/config';
import { z } from 'zod';
import { type Node, sectionLines } from './schema-tables.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const secretFileNames: Readonly<Record<SecretFile, string>> = {
  influxEnv: 'influxdb.env',
  tibberEnv: 'tibber.env',
  notifyEnv: 'notifications.env',
  mqttEnv: 'mqtt.env',
  uiEnv: 'ui.env',
};

const files = [
  {
    name: 'config',
    schema: configFile,
    required: false,
    about: 'The house, its storage and its schedules. Every key has a default.',
  },
  {
    name: 'meters',
    schema: metersFile,
    required: true,
    about: 'Every meter: what hangs on a wall, what replaced it, what is calculated.',
  },
  {
    name: 'seasonal_patterns',
    schema: patternsFile,
    required: false,
    about: 'What part of a year falls into each month, until the history of a meter knows better.',
  },
  {
    name: 'prices',
    schema: pricesFile,
    required: false,
    about: 'What is paid for: from when to when, per unit and as a base fee. Without it there are no costs.',
  },
] as const;

/** Every generated file, by its path in the repository. */
export function generatedDocuments(): ReadonlyMap<string, string> {
  const documents = new Map<string, string>([['docs/configuration.md', configurationPage()]]);
  for (const { name, schema } of files) {
    documents.set(`docs/schemas/${name}.schema.json`, `${JSON.stringify(forEditors(describe(schema)), null, 2)}\n`);
  }
  return documents;
}

/** The schema of what a file may hold, before anything is read into it. */
function describe(schema: z.ZodType): Node {
  return z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    override({ jsonSchema }) {
      // Zod's bound of every whole number tells nobody anything.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  }) as Node;
}

/** The unit is a word of ours; an editor shows the description alone. */
function forEditors(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forEditors);
  if (typeof node !== 'object' || node === null) return node;
  const { unit, ...rest } = node as { readonly unit?: string; readonly description?: string };
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, forEditors(value)]));
  return typeof unit === 'string' ? { ...copy, description: `${String(rest.description)} (${unit})` } : copy;
}

function configurationPage(): string {
  const lines = [
    '<!-- Generated from the schemas by `node scripts/configuration-docs.ts`; change the schemas instead. -->',
    '',
    '# Configuration',
    '',
    'The folder `config/` (or the one that `--config` names) holds YAML files; secrets lie beside it in `secrets/`. `meterworks validate` checks',
    'everything at once and names the place of each problem. A key that is not listed here is an error, with a suggestion.',
    '',
    'An editor with the YAML language server completes and checks keys while you type; the first line of each file names its schema:',
    '',
    '```yaml',
    '# yaml-language-server: $schema=../docs/schemas/config.schema.json',
    '```',
  ];
  for (const { name, schema, about, required } of files) {
    lines.push('', `## ${name}.yaml`, '', required ? about : `${about} The file may be left out.`);
    lines.push(...sectionLines(name, describe(schema)));
  }
  lines.push(
    '',
    '## Secrets',
    '',
    'Files with one `NAME=value` a line, readable by their owner alone. Environment variables of the same names win.',
  );
  lines.push('', '| name | file | meaning |', '|---|---|---|');
  for (const [name, { file, meaning, required }] of Object.entries(secretNames)) {
    lines.push(
      `| \`${name}\` | \`secrets/${secretFileNames[file]}\` | ${meaning}${required ? '; needed with `storage: influxdb`' : ''} |`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function main(check: boolean): number {
  const outdated = [...generatedDocuments()].filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  for (const [path, text] of outdated) {
    if (check) console.error(`${path} is not what the schemas say: run node scripts/configuration-docs.ts`);
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      console.log(`wrote ${path}`);
    }
  }
  return check && outdated.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = main(process.argv.includes('--check'));
