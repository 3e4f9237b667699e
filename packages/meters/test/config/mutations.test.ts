import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatProblem } from '../../src/config/index.ts';
import { goodFiles, parse } from './config-texts.ts';

const junk = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom(
    ':',
    '- ',
    '  ',
    '\t',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '&a ',
    '*a',
    '<<: ',
    '!!x ',
    '|',
    '>',
    '#',
    '\n',
    '\r',
    '?',
    ', ',
    '%',
    '@',
    '`',
    'null',
    '~',
    'true',
    '.nan',
    '.inf',
    '1e999',
    '0x1F',
    '-1',
    '9999-12-31',
    '2024-02-30',
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    '\uFEFF',
    '\uD800',
  ),
);

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const edits = fc.array(fc.record({ at: fc.nat(2000), remove: fc.nat(30), insert: junk }), {
  minLength: 1,
  maxLength: 4,
});

function edited(text: string, list: readonly Edit[]): string {
  return list.reduce((now, { at, remove, insert }) => {
    const start = at % (now.length + 1);
    return now.slice(0, start) + insert + now.slice(start + remove);
  }, text);
}

const config = `timezone: Europe/Berlin
storage: embedded
gas_conversion: [{ energy_content: 11, z_factor: 0.9 }, { valid_from: 2024-01-01 }]
workflows: { analytics: { schedule: "0 2 * * *", start_year: 2022 }, mine: { schedule: "@daily" } }
state: { database: state/x.db }
logging: { level: INFO }
`;

test('whatever is done to the files, they end in a configuration or in problems with places, never in an exception', {
  timeout: 300_000,
}, () => {
  fc.assert(
    fc.property(edits, edits, edits, fc.string({ maxLength: 40 }), (a, b, c, env) => {
      const texts = {
        config: edited(config, a),
        meters: edited(goodFiles.meters, b),
        patterns: edited(goodFiles.patterns, c),
      };
      const { configuration, problems } = parse({ ...texts, influxEnv: env });
      const errors = problems.filter(({ severity }) => severity === 'error');
      expect(configuration === undefined).toBe(errors.length > 0);
      for (const problem of problems) {
        const name = problem.file.replace(/\..*/, '').replace('seasonal_', '');
        const text = { ...texts, influxdb: env }[name] ?? '';
        expect(problem.line).toBeGreaterThanOrEqual(1);
        expect(problem.line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length + 1);
        expect(problem.column).toBeGreaterThanOrEqual(1);
        expect(problem.message).not.toBe('');
        expect(problem.would).not.toBe('');
        expect(formatProblem(problem)).not.toMatch(/[\n\r]|undefined|\[object/);
      }
      for (const meter of configuration?.meters.values() ?? []) {
        if (meter.kind === 'virtual')
          expect(meter.terms.every(({ meterId }) => configuration?.meters.has(meterId))).toBe(true);
      }
    }),
    { numRuns: process.env.METERWORKS_FULL === '1' ? 10_000 : 1000 },
  );
});

test('deeply nested text is refused, not overflowed by', () => {
  const deep = `meters: ${'['.repeat(20_000)}`;
  expect(parse({ meters: deep }).configuration).toBeUndefined();
});

test('aliases that multiply are refused', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${['b', 'c', 'd', 'e', 'f', 'g'].map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdef'[i]}`).join(', ')}]`).join('\n')}\n`;
  expect(parse({ config: bomb }).problems.some(({ severity }) => severity === 'error')).toBe(true);
});
