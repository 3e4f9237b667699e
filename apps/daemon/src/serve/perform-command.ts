import type { Json } from '@meterworks/runtime';
import type { Command, CommandOutcome, MaterializeRequest } from '@meterworks/runtime/commands';
import { maintain } from '../composition/maintain.ts';
import type { OpenHouse } from '../composition/open-house.ts';
import { pin } from '../composition/pin.ts';
import { requireAsset } from '../composition/require-name.ts';
import { planJson } from '../output/plan-report.ts';
import { stopwatch } from '../stopwatch.ts';
import { performAcknowledgeCommand } from './perform-acknowledge-command.ts';
import { controlBackfillCommand, fileBackfillCommand } from './perform-backfill-command.ts';
import { performDecisionCommand, performEntryCommand } from './perform-reading-command.ts';
import { performScheduleCommand } from './perform-schedule-command.ts';
import { retryRequestOf } from './retry-run.ts';

/** Does what a command asks for and gives what became of it. What it makes itself is made when this ends. */
export async function performCommand(command: Command, house: OpenHouse, signal: AbortSignal): Promise<CommandOutcome> {
  const { engine } = house;
  switch (command.kind) {
    case 'materialize': {
      const { request, observe } = requestOf(command.payload);
      const run = await engine.materialize(request, { observe, signal, actor: command.actor, kind: command.kind });
      return { kind: 'done', result: asJson(run) };
    }
    case 'backfill':
      return fileBackfillCommand(command, house, signal);
    case 'plan': {
      const seconds = stopwatch();
      const { request, observe } = requestOf(command.payload);
      const plan = await engine.plan(request, { observe, signal, actor: command.actor });
      return { kind: 'done', result: asJson(planJson(plan, seconds())) };
    }
    case 'schedule':
      return performScheduleCommand(command, house, signal);
    case 'add-sample':
      return performEntryCommand(command.payload, house);
    case 'decide-repair':
      return performDecisionCommand(command.payload, house);
    case 'cancel':
      if ('run' in command.payload) return { kind: 'refused', message: `Run ${command.payload.run} is not running.` };
      return controlBackfillCommand(command.payload.backfill, 'cancel', house);
    case 'pause':
    case 'resume':
      return controlBackfillCommand(command.payload.backfill, command.kind, house);
    case 'retry':
      if ('backfill' in command.payload) return controlBackfillCommand(command.payload.backfill, 'retry-failed', house);
      return retryRun(command.payload.run, command.actor, house, signal);
    case 'maintain': {
      const { action, selection, ...dates } = command.payload;
      const request = selection === '' ? dates : { ...dates, selection };
      return { kind: 'done', result: asJson(await maintain(house, action, request, { dryRun: false })) };
    }
    case 'pin': {
      const outcome = await pin(house, {
        ...command.payload,
        asset: requireAsset(engine.graph, command.payload.asset),
      });
      return outcome.kind === 'done' ? { kind: 'done', result: asJson(outcome) } : outcome;
    }
    case 'acknowledge':
      return performAcknowledgeCommand(command, house);
  }
}

async function retryRun(run: number, actor: string, house: OpenHouse, signal: AbortSignal): Promise<CommandOutcome> {
  const made = await house.engine.materialize(await retryRequestOf(run, house), { signal, actor, kind: 'retry' });
  return { kind: 'done', result: asJson(made) };
}

function requestOf({ selection, observe = true, ...rest }: MaterializeRequest) {
  return { observe, request: selection === '' ? rest : { ...rest, selection } };
}

/** As it comes back from the database: what is undefined is left out. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
