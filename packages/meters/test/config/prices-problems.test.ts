import { expect, test } from 'vitest';
import { formatProblem, parseConfiguration } from '../../src/config/index.ts';
import { textsOf } from './config-texts.ts';

function parsed(text: string) {
  return parseConfiguration({ ...textsOf({}), prices: { path: 'prices.yaml', text } });
}
const lines = (...entries: string[]) =>
  parsed(`prices:\n${entries.map((entry) => `  - { ${entry} }\n`).join('')}`).problems.map(formatProblem);
const good = 'commodity: electricity, valid_from: 2024-01-01, per_unit: 0.3, unit: kWh';

test('prices are read with currency, days and base fee; without the file there are none', () => {
  const { configuration } = parsed(
    `currency: CHF\nprices:\n  - { ${good}, valid_to: 2024-12-31, base_fee: 10, base_fee_per: month, base_fee_meter: strom }\n`,
  );
  expect(configuration?.prices).toMatchObject({
    currency: 'CHF',
    tariffs: [{ perUnit: 0.3, toDay: 20_088, fee: { meterId: 'strom', amount: 10, per: 'month' } }],
  });
  expect(parseConfiguration(textsOf({})).configuration?.prices.tariffs).toEqual([]);
});

test.each([
  [
    'an unknown meter',
    [`${good}, meters: [strrom]`],
    '2:90 prices[0].meters[0] is "strrom", which no meter has; did you mean "strom"?',
  ],
  [
    'a unit that the meter is not paid by',
    [`commodity: electricity, valid_from: 2024-01-01, per_unit: 0.3, unit: m³, meters: [strom]`],
    '2:89 prices[0].meters[0] is "strom", which counts kWh, and that is not paid by m³; give the price of one kWh',
  ],
  [
    'Tibber without a meter that it feeds',
    ['commodity: electricity, valid_from: 2024-01-01, per_unit: tibber, unit: kWh'],
    '2:65 prices[0].per_unit is "tibber", and no meter takes what Tibber tells; name one as tibber.meter_id in config.yaml',
  ],
  [
    'a reversed period',
    [`${good}, valid_to: 2023-01-01`],
    '2:91 prices[0].valid_to is "2023-01-01", which lies before 2024-01-01, the first day; write the last day on which the price holds',
  ],
  [
    'a base fee that nobody bears',
    [`${good}, base_fee: 10`],
    '2:91 prices[0].base_fee has no meter that bears it, so it would count for several; name one with base_fee_meter',
  ],
  [
    'two prices for the same day',
    [good, 'commodity: electricity, valid_from: 2025-01-01, per_unit: 0.4, unit: kWh'],
    '3:43 prices[1].valid_from is "2025-01-01", which lies within another price for the same, from 2024-01-01 without end; end one with valid_to before the other begins',
  ],
])('find %s', (_, entries, line) => {
  expect(lines(...entries)).toEqual([`prices.yaml:${line}`]);
});

test('all that keeps a price from being Tibber’s is said at once', () => {
  expect(lines('commodity: gas, valid_from: 2024-01-01, per_unit: tibber, unit: MWh')).toEqual([
    'prices.yaml:2:18 prices[0].commodity is "gas", which Tibber does not sell; write electricity',
    expect.stringMatching(/ prices\[0\]\.per_unit is "tibber", and no meter takes what Tibber tells; /),
    expect.stringMatching(/ prices\[0\]\.unit is "MWh", and Tibber's prices are for one kWh; write kWh$/),
  ]);
});
