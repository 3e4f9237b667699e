import { expect, test } from 'vitest';
import { openPlace } from './cli.ts';

const config = 'storage: embedded\n';

/** The lines that validate prints about errors, and how it ends. */
async function problemsOf(files: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await openPlace({ 'config/config.yaml': config, ...files }).run('validate');
  expect(stderr).not.toMatch(/^\s+at /m);
  return { code, lines: stdout.trimEnd().split('\n') };
}

test.each<[string, string, RegExp]>([
  ['broken YAML', 'meters:\n  - { meter_id: a, type: physical\n', /^config\/meters\.yaml:\d+:\d+ .*is not YAML/],
  [
    'an unknown meter',
    `meters:
  - { meter_id: gas_zahler, type: physical, output_unit: m³ }
  - meter_id: gas
    type: master
    output_unit: m³
    periods: [{ start_date: 2020-01-01, end_date: 9999-12-31, composition_type: single, source_meters: [gas_zaehler], source_unit: m³ }]
`,
    /^config\/meters\.yaml:6:\d+ periods\[0\]\.source_meters\[0\] is "gas_zaehler", .*did you mean "gas_zahler"\?/,
  ],
  [
    'periods that overlap',
    `meters:
  - { meter_id: a, type: physical, output_unit: kWh }
  - meter_id: b
    type: master
    output_unit: kWh
    periods:
      - { start_date: 2020-01-01, end_date: 2021-06-30, composition_type: single, source_meters: [a], source_unit: kWh }
      - { start_date: 2021-06-01, end_date: 9999-12-31, composition_type: single, source_meters: [a], source_unit: kWh }
`,
    /^config\/meters\.yaml:8:\d+ periods\[1\].*overlap/i,
  ],
  [
    'a gap between periods',
    `meters:
  - { meter_id: a, type: physical, output_unit: kWh }
  - meter_id: b
    type: master
    output_unit: kWh
    periods:
      - { start_date: 2020-01-01, end_date: 2021-06-30, composition_type: single, source_meters: [a], source_unit: kWh }
      - { start_date: 2021-08-01, end_date: 9999-12-31, composition_type: single, source_meters: [a], source_unit: kWh }
`,
    /^config\/meters\.yaml:8:\d+ periods\[1\]/,
  ],
  [
    'a period that ends before it begins',
    `meters:
  - { meter_id: a, type: physical, output_unit: kWh }
  - meter_id: b
    type: master
    output_unit: kWh
    periods: [{ start_date: 2021-01-01, end_date: 2020-06-30, composition_type: single, source_meters: [a], source_unit: kWh }]
`,
    /^config\/meters\.yaml:6:\d+ periods\[0\]/,
  ],
  [
    'a cycle',
    `meters:
  - { meter_id: a, type: virtual, output_unit: kWh, expression: "b" }
  - { meter_id: b, type: virtual, output_unit: kWh, expression: "a" }
`,
    /^config\/meters\.yaml:\d+:\d+ .*(a → b → a|b → a → b)/,
  ],
  [
    'units without a conversion',
    `meters:
  - { meter_id: a, type: physical, output_unit: L }
  - { meter_id: b, type: virtual, output_unit: kWh, expression: "a" }
`,
    /^config\/meters\.yaml:3:\d+ /,
  ],
])('%s is reported with file, line and column', async (_, meters, problem) => {
  const { code, lines } = await problemsOf({ 'config/meters.yaml': meters });
  expect(lines.join('\n')).toMatch(new RegExp(problem.source, `${problem.flags}m`));
  expect(code).toBe(3);
});

test('the errors of all files come at once, in the order of files and lines', async () => {
  const { code, lines } = await problemsOf({
    'config/config.yaml': 'storage: embeded\ntimezone: Europe/Berln\n',
    'config/meters.yaml':
      'meters:\n  - { meter_id: a, type: physical, output_unit: kWh }\n  - { meter_id: b, type: physical, output_unit: kW }\n',
    'config/seasonal_patterns.yaml':
      'patterns:\n  a: { monthly_percentages: [50, 50] }\n  c: { monthly_percentages: [-1, 2] }\n',
  });
  const places = lines.map((line) => line.split(' ')[0] ?? '');
  for (const place of [
    /config\.yaml:1:10$/,
    /config\.yaml:2:11$/,
    /meters\.yaml:3:/,
    /patterns\.yaml:2:/,
    /patterns\.yaml:3:/,
  ]) {
    expect(places.some((text) => place.test(text))).toBe(true);
  }
  expect(code).toBe(3);
});

test('every command that needs the configuration stops with the same problems', async () => {
  const place = openPlace({ 'config/config.yaml': config, 'config/meters.yaml': 'meters: [\n' });
  for (const words of [['plan'], ['status'], ['lineage'], ['runs'], ['serve', '--no-ui']]) {
    const { code, stdout, stderr } = await place.run(...words);
    expect([words, code, stdout]).toEqual([words, 3, '']);
    expect(stderr).toMatch(/^config\/meters\.yaml:\d+:\d+ /);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
});
