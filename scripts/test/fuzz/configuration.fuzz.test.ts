import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatProblem, loadConfiguration } from '@meterworks/meters/config';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzPatience, fuzzSettings, mutatedText } from './mutated-text.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const demo = (name: string) => readFileSync(join(root, 'config', name), 'utf8');
/** A few meters of each kind: the whole file would only make each try slower. */
const meters = `meters:
  - { meter_id: old, type: physical, output_unit: kWh, installation_date: 2020-01-01, deinstallation_date: 2024-11-26, digits: 6 }
  - { meter_id: new, type: physical, output_unit: kWh, installation_date: 2024-11-27T14:30:00+01:00, initial_reading: 0, max_rate: 20 }
  - meter_id: main
    type: master
    output_unit: kWh
    periods:
      - { start_date: 2020-01-01, end_date: 2024-11-26, composition_type: single, source_meters: [old], source_unit: kWh }
      - { start_date: 2024-11-27, end_date: 9999-12-31, source_meters: [new], apply_offset_from_previous_period: true }
  - { meter_id: rest, type: virtual, output_unit: kWh, expression: "main - 0.5 * new" }
`;
const secrets = 'INFLUX_TOKEN=abc\nINFLUX_ORG="home"\n# a remark\n';

const files = fc.record({
  'config.yaml': mutatedText(demo('config.yaml')),
  'meters.yaml': mutatedText(meters),
  'seasonal_patterns.yaml': mutatedText(demo('seasonal_patterns.yaml').slice(0, 1200)),
  'influxdb.env': mutatedText(secrets),
});

test('whatever the files hold, there is a configuration or an error with its place, and nothing is thrown', {
  timeout: fuzzPatience,
}, async () => {
  await fc.assert(
    fc.asyncProperty(files, async (texts) => {
      const read = (path: string) => Promise.resolve(Object.entries(texts).find(([name]) => path.endsWith(name))?.[1]);
      const { configuration, problems } = await loadConfiguration('config', read);
      const errors = problems.filter(({ severity }) => severity === 'error').map(formatProblem);
      expect(configuration === undefined).toBe(errors.length > 0);
      for (const error of errors) {
        expect(error).toMatch(/\.(yaml|env):\d+:\d+ /);
        expect(error).not.toMatch(/\n\s+at |\[object |undefined/);
      }
    }),
    fuzzSettings,
  );
});
