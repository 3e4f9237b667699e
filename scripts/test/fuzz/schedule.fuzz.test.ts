import { formatProblem, loadConfiguration } from '@meterworks/meters/config';
import { openSchedule } from '@meterworks/runtime/schedule';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzPatience, fuzzSettings, mutatedText } from './mutated-text.ts';

const expressions = mutatedText('0 2 * * *', '*/15 6-22 1,15 JAN-MAR MON', '@daily', '30 0 2 L * 5#3').filter(
  (text) => text.length < 300,
);
const meters = 'meters:\n  - { meter_id: gas, type: physical, output_unit: m³ }\n';

test('a schedule that the configuration accepts can be worked out, and any other is refused with its place', {
  timeout: fuzzPatience,
}, async () => {
  await fc.assert(
    fc.asyncProperty(expressions, async (expression) => {
      const config = `storage: embedded\nworkflows: { mine: { schedule: ${JSON.stringify(expression)} } }\n`;
      const read = (path: string) =>
        Promise.resolve(path.endsWith('config.yaml') ? config : path.endsWith('meters.yaml') ? meters : undefined);
      const { configuration, problems } = await loadConfiguration('config', read);
      if (configuration === undefined) {
        const errors = problems.filter(({ severity }) => severity === 'error').map(formatProblem);
        expect(errors.some((error) => error.startsWith('config/config.yaml:2:'))).toBe(true);
        return;
      }
      const workflow = configuration.workflows.get('mine');
      const schedule = await openSchedule(workflow?.schedule ?? '', configuration.timezone);
      const from = Date.parse('2024-03-30T00:00:00Z');
      const next = schedule.next(from);
      expect(next === undefined || next > from).toBe(true);
    }),
    fuzzSettings,
  );
});
