import { describe, expect, test } from 'vitest';
import { lines } from './config-texts.ts';

describe('meter ids', () => {
  test.each(['a/b', ' a', 'a ', '""', 'a\\b', '"a\\nb"', '"a\\u0007"', '\u0024{x}', '..', 'a*', 'a`b', `'a"b'`])(
    'cannot be %j',
    (id) => {
      const text = `meters:\n  - { meter_id: ${id.startsWith('"') || id.startsWith("'") ? id : `'${id}'`}, type: physical, output_unit: kWh }\n`;
      expect(lines({ meters: text, patterns: '' })).toEqual([
        expect.stringMatching(/^meters\.yaml:2:17 meter_id is .*, which (holds|starts|is empty|means)/),
      ]);
    },
  );

  test.each(['küche', 'a b', '1og', 'sensor.x', 'A-1'])('can be %j', (id) => {
    expect(
      lines({ meters: `meters:\n  - { meter_id: '${id}', type: physical, output_unit: kWh }\n`, patterns: '' }),
    ).toEqual([]);
  });
});
