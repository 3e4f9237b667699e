import type { Command, CommandBody, CommandId } from '@meterworks/runtime/commands';
import { expect, onTestFinished, test } from 'vitest';
import { type OpenHouse, openHouse } from '../../src/composition/open-house.ts';
import { performCommand } from '../../src/serve/perform-command.ts';
import { openPlace, smallHouse } from '../commands/cli.ts';

const midnight = (date: number) => Date.UTC(2023, 11, 31, 23) + (date - 1) * 86_400_000;

/** The small house with a reading a day, ten each; unless told, with a typing error on two of them. Held by this process, and made. */
async function openReadHouse(mistyped: readonly number[] = [4, 5]): Promise<OpenHouse> {
  const { folder } = openPlace(smallHouse);
  const house = await openHouse(
    {
      terminal: { print: () => {}, say: () => {}, watched: false },
      config: `${folder}/config`,
      verbose: false,
      version: '0.0.0',
      environment: { METERWORKS_NOW: '2024-01-31T06:00:00Z' },
      signal: new AbortController().signal,
    },
    { hold: 'daemon' },
  );
  onTestFinished(() => house.close());
  const registers = Array.from({ length: 25 }, (_, i) => (mistyped.includes(i) ? 9_000 : 100) + 10 * i);
  const times = Float64Array.from(registers, (_, i) => midnight(i + 1));
  await house.stores.series.appendSamples('gas_zahler', 'import', times, Float64Array.from(registers));
  await house.engine.materialize({}, { actor: 'test', kind: 'materialize' });
  return house;
}

const perform = (house: OpenHouse, body: CommandBody) =>
  performCommand({ ...body, actor: 'ui', id: 1 as CommandId, filedAt: 0 } as Command, house, house.signal);

const enter = (house: OpenHouse, payload: { time: number; value: number; dryRun?: boolean; confirmed?: boolean }) =>
  perform(house, { kind: 'add-sample', payload: { series: 'gas_zahler', ...payload } });

const readingsOn = async (house: OpenHouse, date: number) =>
  (await house.stores.series.readSamples('gas_zahler', midnight(date), midnight(date) + 1)).values;

test('a reading is judged without being written, then written, and makes exactly its days stale', async () => {
  const house = await openReadHouse([]);
  const entry = { time: midnight(28), value: 370 };
  expect(await enter(house, { ...entry, dryRun: true })).toMatchObject({
    kind: 'done',
    result: { faults: [], doubts: [], perDay: 10, before: { register: 340 }, written: 0 },
  });
  expect(await readingsOn(house, 28)).toHaveLength(0);
  expect(await enter(house, entry)).toMatchObject({ kind: 'done', result: { written: 1 } });
  const plan = await house.engine.plan({ selection: 'physical/gas_zahler' }, { actor: 'test' });
  expect(plan.steps.find(({ asset }) => asset === 'physical/gas_zahler')?.spans).toEqual([
    { from: '2024-01-25', to: '2024-01-30' },
  ]);
});

test('what something speaks against is written only once that is confirmed, and what cannot be is never', async () => {
  const house = await openReadHouse();
  const low = { time: midnight(28), value: 20 };
  const refused = await enter(house, low);
  expect(refused).toEqual({
    kind: 'refused',
    message:
      'The reading of 20 m³ at 2024-01-28T00:00:00+01:00 was not written to gas_zahler: it lies below the reading before, 340 m³.',
  });
  expect(await readingsOn(house, 28)).toHaveLength(0);
  expect((await enter(house, { ...low, confirmed: true })).kind).toBe('done');
  expect([...(await readingsOn(house, 28))]).toEqual([20]);
  const future = await enter(house, { time: midnight(60), value: 500, confirmed: true });
  expect(future).toMatchObject({ kind: 'refused', message: expect.stringContaining('its time is still to come') });
  expect(await readingsOn(house, 60)).toHaveLength(0);
});

test('all readings of a finding are decided with one word; one that is not there is refused', async () => {
  const house = await openReadHouse();
  const decide = (payload: { time: number; value: number; until?: number; verdict: 'accept' | 'withdraw' }) =>
    perform(house, { kind: 'decide-repair', payload: { series: 'gas_zahler', ...payload } });
  const finding = { time: midnight(5), value: 9_040, until: midnight(6) };
  expect(await decide({ ...finding, verdict: 'accept' })).toEqual({ kind: 'done', result: { written: 2 } });
  expect(await decide({ ...finding, verdict: 'withdraw' })).toEqual({ kind: 'done', result: { written: 2 } });
  expect(await decide({ time: midnight(5), value: 7, verdict: 'accept' })).toEqual({
    kind: 'refused',
    message: 'gas_zahler has no reading of 7 at 2024-01-05T00:00:00+01:00; it may have been deleted.',
  });
});
