import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Configuration, formatProblem, loadConfiguration } from '../../src/config/index.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const shared = process.env.METERWORKS_SHARED ?? join(root, '..', 'shared');

const load = (folder: string) =>
  loadConfiguration(folder, (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined));

/** What two configurations of the same house agree on: all but words, readings and limits. */
function skeleton(configuration: Configuration | undefined) {
  return [...(configuration?.meters.values() ?? [])]
    .map((meter) => {
      const { description: _, ...rest } = meter;
      if (rest.kind !== 'physical') return rest;
      const { id, kind, unit, installed, removed, source } = rest;
      return { id, kind, unit, source, from: installed?.day, to: removed?.day };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('the demo house', () => {
  test('has 22 physical, 2 master and 2 virtual meters and not one problem', async () => {
    const { configuration, problems } = await load(join(root, 'config'));
    expect(problems.map(formatProblem)).toEqual([]);
    const kinds = [...(configuration?.meters.values() ?? [])].map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'physical')).toHaveLength(22);
    expect(kinds.filter((kind) => kind === 'master')).toHaveLength(2);
    expect(kinds.filter((kind) => kind === 'virtual')).toHaveLength(2);
    expect(configuration).toMatchObject({ storage: { kind: 'embedded' }, timezone: 'Europe/Berlin' });
  });
});

describe.skipIf(!existsSync(shared))(
  `the folders of ${shared}${existsSync(shared) ? '' : ' (not there: skipped)'}`,
  () => {
    test('load unchanged, with nothing worse than a notice', async () => {
      for (const [folder, size] of [
        ['config', 26],
        ['data/nl-home', 10],
        ['data/de-household', 11],
      ] as const) {
        const { configuration, problems } = await load(join(shared, folder));
        expect(problems.filter(({ severity }) => severity !== 'notice').map(formatProblem)).toEqual([]);
        expect(configuration?.meters.size).toBe(size);
      }
    });

    test('say which patterns were brought to 100 %', async () => {
      const { problems } = await load(join(shared, 'config'));
      const sums = problems.flatMap(({ path, message }) =>
        message.startsWith('adds up') ? [`${path.split('.')[1]} ${message.split(',')[0]}`] : [],
      );
      expect(sums).toEqual([
        'gas_zahler_alt adds up to 101 %',
        'gastherme_gesamt adds up to 101 %',
        'gastherme_heizen adds up to 101 %',
        'solarspeicher adds up to 100.1 %',
      ]);
    });

    test('hold the same house as the demo', async () => {
      const [demo, other] = await Promise.all([load(join(root, 'config')), load(join(shared, 'config'))]);
      expect(skeleton(demo.configuration)).toEqual(skeleton(other.configuration));
    });
  },
);
