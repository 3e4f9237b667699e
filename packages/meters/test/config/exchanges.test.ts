import { expect, it } from 'vitest';
import { lines, metersWith, parse } from './config-texts.ts';

/** The good meters, with these keys added to `strom`. */
function strom(more: string): string {
  return metersWith(
    'meter_id: strom, type: physical, output_unit: kWh',
    `meter_id: strom, type: physical, output_unit: kWh, ${more}`,
  );
}

it('exchanges are in order of time, a date is its first instant, a register that nobody noted is absent', () => {
  const meters = strom(
    'exchanges: [{ date: 2024-05-02, initial_reading: 3 }, { date: 2023-02-01T14:30:00+01:00, final_reading: 812.5, initial_reading: 0 }]',
  );
  expect(lines({ meters })).toEqual([]);
  const meter = [...(parse({ meters }).configuration?.meters.values() ?? [])].find(({ id }) => id === 'strom');
  expect(meter).toMatchObject({
    exchanges: [
      { time: Date.parse('2023-02-01T13:30:00Z'), finalReading: 812.5, initialReading: 0 },
      { time: Date.parse('2024-05-02T00:00:00+02:00'), initialReading: 3 },
    ],
  });
});

it.each([
  ['installation_date: 2024-05-02, exchanges: [{ date: 2024-05-02 }]', 'which is not after installation_date'],
  [
    'deinstallation_date: 2024-05-02, exchanges: [{ date: 2024-05-03 }]',
    'which is not before the end of deinstallation_date',
  ],
  ['exchanges: [{ date: 2024-05-02 }, { date: 2024-05-02 }]', 'which has an exchange already; keep one of the two'],
  ['exchanges: [{ date: 2024-03-31T02:30 }]', 'skips when the clocks go forward; add the offset'],
  ['exchanges: [{ date: soon }]', 'which is neither a date nor a date-time'],
  ['exchanges: [{ final_reading: 3 }]', 'exchanges[0].date'],
  ['exchanges: [{ date: 2024-05-02, final: 3 }]', 'exchanges[0].final'],
  [
    'digits: 3, exchanges: [{ date: 2024-05-02, final_reading: 1000 }]',
    'does not fit a register of 3 digits; write less than 1000',
  ],
])('%s is refused with its place and what would do', (more, message) => {
  const [problem = '', ...others] = lines({ meters: strom(more) });
  expect(others).toEqual([]);
  expect(problem).toMatch(/^meters\.yaml:5:\d+ (warning: )?exchanges\[[01]\]/);
  expect(problem).toContain(message);
});
