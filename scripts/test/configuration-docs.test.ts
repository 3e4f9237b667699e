import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { generatedDocuments } from '../configuration-docs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const documents = generatedDocuments();

/** What an editor would say of a text. */
function faultsOf(name: string, text: string): string[] {
  const ajv = new Ajv({ strict: false, formats: { uri: true } });
  const validate = ajv.compile(JSON.parse(documents.get(`docs/schemas/${name}.schema.json`) ?? 'null'));
  return validate(parse(text))
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test.each([...documents.keys()])('%s is what the schemas say', (path) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(documents.get(path));
});

test.each(['config', 'meters', 'seasonal_patterns'])(
  'an editor finds no fault with %s.yaml of the demo house, which names its schema',
  (name) => {
    const text = readFileSync(join(root, 'config', `${name}.yaml`), 'utf8');
    const line = text.split('\n', 1)[0];
    expect(line).toBe(`# yaml-language-server: $schema=../docs/schemas/${name}.schema.json`);
    expect(existsSync(join(root, 'docs/schemas', `${name}.schema.json`))).toBe(true);
    expect(faultsOf(name, text)).toEqual([]);
  },
);

test('an editor sees a key that does not exist, and a value of the wrong kind', () => {
  expect(faultsOf('config', 'time_zone: Europe/Berlin')).toEqual([' must NOT have additional properties']);
  expect(faultsOf('config', 'influxdb: { timeout: soon }')).toEqual(['/influxdb/timeout must be number']);
  expect(faultsOf('seasonal_patterns', 'patterns: { gas: { monthly_percentages: [1] } }')).toEqual([
    '/patterns/gas/monthly_percentages must NOT have fewer than 12 items',
  ]);
});

test('every page of docs/ is reached from the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  expect(pages.filter((name) => !readme.includes(`docs/${name}`))).toEqual([]);
});
