import { describe, expect, test } from 'vitest';
import { lineageHref, parseLineageFilter, passesFilter } from '../../src/lineage/lineage-filter.ts';

const asset = { key: 'physical/gas_zahler', unit: 'm³', description: 'Gas meter, read by hand' };

describe('a lineage filter', () => {
  test.each([
    ['', '', true],
    ['GAS', '', true],
    ['gas hand', '', true],
    ['gas water', '', false],
    ['m³', 'physical', true],
    ['', 'master', false],
  ])('with text "%s" and stage "%s" lets the gas meter pass: %s', (text, stage, passes) => {
    expect(passesFilter({ text, stage }, asset)).toBe(passes);
  });

  test('survives the way through the address', () => {
    const filter = { text: 'gas & wärme', stage: 'physical' };
    expect(parseLineageFilter(new URL(lineageHref(filter), 'http://host').searchParams)).toEqual(filter);
  });

  test('that filters nothing leaves the address bare', () => {
    expect(lineageHref({ text: '', stage: '' })).toBe('/lineage');
  });
});
