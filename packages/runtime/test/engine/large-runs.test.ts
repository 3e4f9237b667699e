import { absent, daily, defineAsset, float64 } from '@meterworks/assets';
import { expect, it } from 'vitest';
import { materialize, NumberSource, openWorkshop } from './workshop.ts';

it('what makes much is announced: all that was never seen, and very many partitions', async () => {
  const workshop = await openWorkshop('2024-03-11T12:00:00Z');
  const days = daily({ zone: 'Europe/Berlin', start: '2000-01-01' });
  const numbers = new NumberSource('numbers', days);
  for (let day = days.ordinalOf('2005-01-01'); day < days.ordinalOf('2024-03-10'); day++) numbers.values.set(day, day);
  let announced = 0;
  const engineOf = (codeVersion: string) => {
    const copy = defineAsset({
      key: 'copy',
      partitions: days,
      value: float64,
      deps: { number: numbers.asset },
      codeVersion,
      each: ({ deps }) => (deps.number === absent ? absent : deps.number),
    });
    return workshop.define([numbers.asset.definition, copy.definition], [numbers], { onLargeRun: () => announced++ });
  };
  await materialize(engineOf('1'));
  expect(announced).toBeGreaterThan(0);
  announced = 0;
  numbers.values.set(days.ordinalOf('2024-03-10'), 1);
  expect(await materialize(engineOf('1'))).toMatchObject({ made: 1 });
  expect(announced).toBe(0);
  await materialize(engineOf('2'));
  expect(announced).toBe(1);
  await workshop.close();
});
