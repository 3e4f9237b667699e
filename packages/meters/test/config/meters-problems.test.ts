import { describe, expect, test } from 'vitest';
import { lines, metersWith, parse } from './config-texts.ts';

/** Takes the mark ¦ out of a text and tells its place, so that a test points at what it expects instead of counting. */
function marked(text: string): { text: string; place: string } {
  const before = text.slice(0, Math.max(0, text.indexOf('¦'))).split('\n');
  return { text: text.replace('¦', ''), place: `${before.length}:${(before.at(-1)?.length ?? 0) + 1}` };
}

/** The problems of the good meters with one text replaced; those at the mark begin with ¦ instead of file and place. */
function meters(from: string, to: string): string[] {
  const { text, place } = marked(metersWith(from, to));
  return lines({ meters: text }).map((line) => line.replace(`meters.yaml:${place} `, '¦'));
}

describe('a sound configuration', () => {
  test('has no problem', () => {
    expect(lines({})).toEqual([]);
    expect(parse({}).configuration?.meters.size).toBe(8);
  });
});

describe('problems of meters.yaml', () => {
  test('name file, line, column, path, value and the nearest known name of an unknown meter', () => {
    expect(parse({ meters: metersWith('[gas_zahler]', '[gas_zaehler]') })).toEqual({
      problems: [
        {
          file: 'meters.yaml',
          line: 15,
          column: 25,
          path: 'meters[5].periods[1].source_meters[0]',
          value: 'gas_zaehler',
          message: 'is "gas_zaehler", which no meter has',
          would: 'did you mean "gas_zahler"?',
          nearest: 'gas_zahler',
          severity: 'error',
        },
      ],
    });
    expect(meters('[gas_zahler]', '[gas_zaehler]')).toEqual([
      'meters.yaml:15:25 periods[1].source_meters[0] is "gas_zaehler", which no meter has; did you mean "gas_zahler"?',
    ]);
  });

  test.each([
    [
      'a gap',
      'end_date: 2024-11-12, composition_type: single, source_meters: [gas_alt], source_unit: m³ }\n      - start_date: 2024',
      'end_date: 2024-11-10, composition_type: single, source_meters: [gas_alt], source_unit: m³ }\n      - start_date: ¦2024',
      '¦periods[1].start_date is "2024-11-13", which leaves a gap of 2 days after periods[0], which ends on 2024-11-10; start it on 2024-11-11',
    ],
    [
      'an overlap',
      'end_date: 2024-11-12, composition_type: single, source_meters: [gas_alt], source_unit: m³ }\n      - start_date: 2024',
      'end_date: 2024-11-13, composition_type: single, source_meters: [gas_alt], source_unit: m³ }\n      - start_date: ¦2024',
      '¦periods[1].start_date is "2024-11-13", which overlaps periods[0], which ends on 2024-11-13; end that one on 2024-11-12, or start this one later',
    ],
    [
      'a reversed period',
      'end_date: 2024-11-12',
      'end_date: ¦2019-11-13',
      '¦periods[0].end_date is "2019-11-13", which is before its start_date 2020-06-01; write the later date here',
    ],
    [
      'a cycle, key by key',
      'source_meters: [gas_alt], source_unit: m³ }',
      'source_meters: [fireplace] }',
      'meters.yaml:22:17 base_meter is "gas", which makes the meter a part of itself: gas → fireplace → gas; leave one of them out',
    ],
    [
      'units without a conversion',
      'base_meter: gas',
      'base_meter: ¦strom',
      '¦base_meter is "strom", which counts in kWh, while this meter counts in m³; if it is gas, write subtract_meter_conversions: { strom: { from_unit: kWh, to_unit: m³ } }',
    ],
    [
      'a declared unit that is not the source’s',
      'source_meters: [gas_alt], source_unit: m³',
      'source_meters: [boiler], source_unit: ¦m³',
      '¦periods[0].source_unit is "m³", to which nothing converts the kWh of boiler; write kWh',
    ],
    [
      'a product of meters, inside the expression',
      '0.5 * flat',
      '0.5 * flat ¦* boiler',
      '¦expression "strom - 0.5 * flat * boiler" multiplies meters with each other; multiply a meter with a number only',
    ],
    [
      'an unknown meter inside the expression',
      '0.5 * flat',
      '0.5 * ¦flatt',
      '¦expression is "flatt", which no meter has; did you mean "flat"?',
    ],
    [
      'a number as id',
      'meter_id: fireplace',
      'meter_id: ¦12',
      '¦meter_id is 12, which YAML takes for no text; put it in quotes',
    ],
    [
      'an unknown type',
      'type: virtual, output',
      'type: ¦virtaul, output',
      '¦type is "virtaul", which is not known here; did you mean "virtual"?',
    ],
    [
      'a missing type',
      '{ meter_id: common, type: virtual,',
      '¦{ meter_id: common,',
      '¦type is missing; add type: physical, master or virtual',
    ],
    [
      'a missing unit',
      '{ meter_id: flat, type: physical, output_unit: Wh }',
      '¦{ meter_id: flat, type: physical }',
      '¦output_unit is missing; add output_unit: the unit the meter counts in: kWh, MWh, Wh, m³ or L',
    ],
    [
      'an unknown unit',
      'output_unit: Wh',
      'output_unit: ¦wh',
      '¦output_unit is "wh", which is no unit; write kWh, MWh, Wh, m³ (or m3) or L',
    ],
    [
      'a day that no calendar has',
      '2024-11-12 }',
      '¦2024-02-30 }',
      '¦installation_date is "2024-02-30", which is neither a date nor a date-time; write 2024-11-27 or 2024-11-27T14:30:00+01:00',
    ],
    [
      'removal before installation',
      '2024-11-12 }',
      '2024-11-12, deinstallation_date: ¦2024-10-12 }',
      '¦deinstallation_date is "2024-10-12", which is not after installation_date 2024-11-12; write the later date here',
    ],
    [
      'an hour that the clocks skip',
      '2024-11-12 }',
      '¦2024-03-31T02:30 }',
      '¦installation_date is "2024-03-31T02:30", which Europe/Berlin skips when the clocks go forward; add the offset, as in +01:00',
    ],
    [
      'an hour that the clocks show twice',
      '2024-11-12 }',
      '¦2024-10-27 02:30 }',
      '¦installation_date is "2024-10-27 02:30", which Europe/Berlin has twice when the clocks go back; add the offset, as in +01:00',
    ],
    [
      'a reading without its day',
      'output_unit: Wh',
      'output_unit: Wh, initial_reading: ¦5',
      '¦initial_reading is 5, but no day is named at whose start it holds; add installation_date',
    ],
    [
      'a reading wider than the register',
      '2024-11-12 }',
      '2024-11-12, initial_reading: ¦1000, digits: 3 }',
      '¦initial_reading is 1000, which does not fit a register of 3 digits; write less than 1000',
    ],
    [
      'more sources than single has',
      'single, source_meters: [gas_alt]',
      '¦single, source_meters: [gas_alt, gas_zahler]',
      '¦periods[0].composition_type is "single", but source_meters names 2; write sum, or name one meter',
    ],
    [
      'a subtraction of nothing',
      '{ meter_id: common, type: virtual, output_unit: kWh, expression: "strom - 0.5 * flat" }',
      '¦{ meter_id: common, type: virtual, output_unit: kWh, calculation_type: subtraction, base_meter: strom }',
      '¦subtract_meters is missing; name what is subtracted',
    ],
    [
      'a virtual meter without calculation',
      '{ meter_id: common, type: virtual, output_unit: kWh, expression: "strom - 0.5 * flat" }',
      '¦{ meter_id: common, type: virtual, output_unit: kWh }',
      '¦expression is missing; add expression, or calculation_type: subtraction or sum',
    ],
    [
      'two ways with a negative result',
      'expression: "strom - 0.5 * flat" }',
      'expression: "strom - 0.5 * flat", floor_at_zero: yes, carry_negative: ¦yes }',
      '¦carry_negative is true, but floor_at_zero shows negative results as 0 and forgets them; keep one of the two',
    ],
  ])('find %s', (_, from, to, line) => {
    expect(meters(from, to)).toContain(line);
  });

  test('find a meter id twice, at the second', () => {
    expect(meters('meter_id: flat', 'meter_id: strom')[0]).toBe(
      'meters.yaml:6:17 meter_id is "strom", which meters[3] has too; give every meter a name of its own',
    );
  });

  test('are all told at once, a broken value hiding none of the others', () => {
    const broken = metersWith('output_unit: Wh', 'output_unit: Wh, digits: 99')
      .replace('[gas_zahler]', '[gas_zaehler]')
      .replace('end_date: 2024-11-12', 'end_date: 2024-11-10')
      .replace('0.5 * flat', '0.5 * flatt');
    const found = lines({ meters: broken, config: 'storage: embeded\n', patterns: 'patterns: [' });
    expect(found.map((line) => line.split(' ')[0])).toEqual([
      'config.yaml:1:10',
      'meters.yaml:6:64',
      'meters.yaml:12:21',
      'meters.yaml:15:25',
      'meters.yaml:25:85',
      'seasonal_patterns.yaml:1:12',
    ]);
  });

  test('are a warning with the nearest key where nothing reads a key, and the rest still loads', () => {
    const result = parse({ meters: metersWith('2024-11-12 }', '2024-11-12, dgits: 5 }') });
    expect(result.configuration?.meters.size).toBe(8);
    expect(result.problems).toMatchObject([
      { severity: 'warning', line: 2, column: 93, nearest: 'digits', path: 'meters[0].dgits' },
    ]);
  });

  test('include a file that is not there, and one that is empty', () => {
    expect(lines({ meters: undefined })).toEqual([expect.stringMatching(/^meters\.yaml:1:1 is not there; /)]);
    expect(lines({ meters: '' })).toContain('meters.yaml:1:1 meters is missing; add meters: every meter of the house');
  });

  test('point into folded and quoted expressions', () => {
    const folded = metersWith(
      '{ meter_id: common, type: virtual, output_unit: kWh, expression: "strom - 0.5 * flat" }',
      'meter_id: common\n    type: virtual\n    output_unit: kWh\n    expression: >-\n      strom -\n      0.5 * flatt',
    );
    expect(lines({ meters: folded })).toEqual([
      'meters.yaml:30:13 expression is "flatt", which no meter has; did you mean "flat"?',
    ]);
  });
});
