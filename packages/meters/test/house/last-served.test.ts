import { dayNumber } from '@meterworks/assets';
import { expect, it } from 'vitest';
import { meterId } from '../../src/config/index.ts';
import type { PhysicalMeter } from '../../src/config/meter.ts';
import { lastServedDay } from '../../src/house/part-facts.ts';
import { lines, parse } from '../config/config-texts.ts';

/** Last days of service of two gas meters, the first of which another one took over from, where these entries are there besides. */
function lastDays(first = '', others = ''): (number | undefined)[] {
  const meters = `meters:
  - { meter_id: alt, type: physical, output_unit: m³${first} }
  - { meter_id: neu, type: physical, output_unit: m³ }
  - meter_id: gas
    type: master
    output_unit: m³
    periods:
      - { start_date: 2020-01-01, end_date: 2024-05-31, composition_type: single, source_meters: [alt], source_unit: m³ }
      - { start_date: 2024-06-01, end_date: 9999-12-31, composition_type: single, source_meters: [neu], source_unit: m³ }
${others}`;
  const files = { meters, patterns: undefined };
  expect(lines(files).filter((line) => !line.startsWith('notice'))).toEqual([]);
  const { configuration } = parse(files);
  if (configuration === undefined) throw new Error('the configuration was refused');
  return ['alt', 'neu'].map((id) =>
    lastServedDay(configuration.meters.get(meterId(id)) as PhysicalMeter, configuration),
  );
}

it('a meter that another one took over from in its master has served with the last day of its period', () => {
  expect(lastDays()).toEqual([dayNumber(2024, 5, 31), undefined]);
});

it('a declared removal is the end of its service', () => {
  expect(lastDays(', deinstallation_date: 2024-05-20')[0]).toBe(dayNumber(2024, 5, 20));
});

it('a meter that something else still reads serves on', () => {
  const rest =
    '  - { meter_id: rest, type: virtual, output_unit: m³, calculation_type: subtraction, base_meter: neu, subtract_meters: [alt] }\n';
  expect(lastDays('', rest)[0]).toBeUndefined();
});
