import { nearestName } from '@meterworks/assets';
import { parseExpression } from '../expression/parse-expression.ts';
import type { Path, Problem, ProblemFacts } from '../problem.ts';
import type { MeterEntry } from '../schema/meters-file.ts';
import type { YamlSource } from '../yaml-source.ts';

/** What a single entry says against itself, its shape being right. */
export function checkEntry(entry: MeterEntry, path: Path, source: YamlSource): Problem[] {
  const problems: Problem[] = [];
  const say = (key: string, facts: ProblemFacts) => problems.push(source.problemAt([...path, key], facts));
  if (entry.type === 'physical') checkPhysical(entry, say);
  if (entry.type === 'virtual') checkVirtual(entry, say);
  return problems;
}

type Say = (key: string, facts: ProblemFacts) => void;

function checkPhysical(entry: Extract<MeterEntry, { type: 'physical' }>, say: Say): void {
  const { initial_reading: initial, final_reading: final, digits } = entry;
  if (initial !== undefined && entry.installation_date === undefined) {
    say('initial_reading', {
      value: initial,
      message: 'but no day is named at whose start it holds',
      would: 'add installation_date',
    });
  }
  if (final !== undefined && entry.deinstallation_date === undefined) {
    say('final_reading', {
      value: final,
      message: 'but no day is named at whose end it holds',
      would: 'add deinstallation_date',
    });
  }
  for (const [key, value] of [
    ['initial_reading', initial],
    ['final_reading', final],
  ] as const) {
    if (value !== undefined && digits !== undefined && value >= 10 ** digits) {
      say(key, {
        value,
        message: `which does not fit a register of ${digits} digits`,
        would: `write less than ${10 ** digits}`,
      });
    }
  }
  if (initial !== undefined && final !== undefined && final < initial && digits === undefined) {
    const message = `which is less than initial_reading ${initial}`;
    say('final_reading', {
      value: final,
      message,
      would: 'if the register rolled over, add digits',
      severity: 'warning',
    });
  }
}

function checkVirtual(entry: Extract<MeterEntry, { type: 'virtual' }>, say: Say): void {
  const {
    calculation_type: type,
    expression,
    base_meter: base,
    subtract_meters: subtracted,
    source_meters: summed,
  } = entry;
  const superfluous = (key: string, why: string) =>
    say(key, { message: `is not used ${why}`, would: 'leave it out', severity: 'warning' });
  if (expression !== undefined) {
    if (type !== undefined && type !== 'expression') {
      say('calculation_type', { value: type, message: 'but there is an expression too', would: 'keep one of the two' });
    }
    if (base !== undefined) superfluous('base_meter', 'beside an expression');
    if (subtracted !== undefined) superfluous('subtract_meters', 'beside an expression');
    if (summed !== undefined) superfluous('source_meters', 'beside an expression');
  } else if (type === undefined || type === 'expression') {
    say('expression', { message: 'is missing', would: 'add expression, or calculation_type: subtraction or sum' });
  } else if (type === 'subtraction') {
    if (base === undefined)
      say('base_meter', { message: 'is missing', would: 'name the meter that the others are subtracted from' });
    if (subtracted === undefined || subtracted.length === 0)
      say('subtract_meters', { message: 'is missing', would: 'name what is subtracted' });
    if (summed !== undefined) superfluous('source_meters', 'by a subtraction');
  } else {
    if (summed === undefined || summed.length === 0)
      say('source_meters', { message: 'is missing', would: 'name the meters that are added' });
    if (subtracted !== undefined) superfluous('subtract_meters', 'by a sum');
  }
  if (entry.floor_at_zero && entry.carry_negative) {
    const message = 'but floor_at_zero shows negative results as 0 and forgets them';
    say('carry_negative', { value: true, message, would: 'keep one of the two' });
  }
  const named = expression === undefined ? [] : parseExpression(expression).names.map(({ meterId }) => meterId);
  const parts = [...(base === undefined ? [] : [base]), ...(subtracted ?? []), ...(summed ?? []), ...named];
  for (const id of Object.keys(entry.subtract_meter_conversions ?? {})) {
    if (parts.includes(id)) continue;
    const facts = {
      message: 'converts a meter that is no part',
      would: 'leave it out',
      nearest: nearestName(id, parts),
      severity: 'warning' as const,
    };
    say(`subtract_meter_conversions`, facts);
  }
}
