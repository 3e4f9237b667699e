import type { Json, RunReport } from '@meterworks/runtime';
import type { Command, CommandOutcome } from '@meterworks/runtime/commands';
import { declareSchedules, type SwitchOutcome, switchSchedule } from '@meterworks/runtime/schedule';
import { houseSchedules } from '../composition/house-schedules.ts';
import type { OpenHouse } from '../composition/open-house.ts';
import { suggestion } from '../composition/require-name.ts';
import { pullFor } from './pull-for.ts';

type ScheduleCommand = Pick<Extract<Command, { kind: 'schedule' }>, 'actor' | 'payload'>;

/** Switches a schedule on or off, or does now what it does when it is due. */
export async function performScheduleCommand(
  { actor, payload: { schedule: name, action } }: ScheduleCommand,
  house: OpenHouse,
  signal: AbortSignal,
): Promise<CommandOutcome> {
  const { engine, stores, fence, clock, configuration } = house;
  const schedules = houseSchedules(configuration);
  const schedule = schedules.find((one) => one.name === name);
  if (schedule === undefined)
    return {
      kind: 'refused',
      message: noSchedule(
        name,
        schedules.map((one) => one.name),
      ),
    };
  if (action !== 'run') {
    await declareSchedules(stores.connection, fence, schedules, clock);
    const asked = { schedule: name, enabled: action === 'enable', actor };
    const outcome: SwitchOutcome = await switchSchedule(stores.connection, fence, asked, clock);
    return { kind: 'done', result: { outcome } };
  }
  const { selection } = schedule;
  await pullFor(house, actor, selection);
  const request = selection === undefined ? {} : { selection };
  const run: RunReport = await engine.materialize(request, { signal, actor, kind: 'schedule' });
  return { kind: 'done', result: JSON.parse(JSON.stringify(run)) as Json };
}

export function noSchedule(name: string, known: readonly string[]): string {
  const near = suggestion(name, known);
  const all = known.length === 0 ? '' : ` There ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}.`;
  return `There is no schedule "${name}"${near}${near === '.' ? all : ''}`;
}
