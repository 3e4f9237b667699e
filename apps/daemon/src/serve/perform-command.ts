import type { Engine, Json } from '@meterworks/runtime';
import type { Command, CommandOutcome, MaterializeRequest } from '@meterworks/runtime/commands';
import { planJson } from '../output/plan-report.ts';
import { stopwatch } from '../stopwatch.ts';

/** Does what a command asks for and gives what became of it. */
export async function performCommand(command: Command, engine: Engine, signal: AbortSignal): Promise<CommandOutcome> {
  switch (command.kind) {
    case 'materialize':
    case 'backfill': {
      const { request, observe } = requestOf(command.payload);
      const run = await engine.materialize(request, { observe, signal, actor: command.actor, kind: command.kind });
      return { kind: 'done', result: asJson(run) };
    }
    case 'plan': {
      const seconds = stopwatch();
      const { request, observe } = requestOf(command.payload);
      const plan = await engine.plan(request, { observe, signal, actor: command.actor });
      return { kind: 'done', result: asJson(planJson(plan, seconds())) };
    }
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'retry':
    case 'schedule':
    case 'acknowledge':
    case 'decide-repair':
    case 'enter-reading':
    case 'pin':
      return { kind: 'refused', message: `This version cannot do "${command.kind}" yet.` };
  }
}

function requestOf({ selection, observe = true, ...rest }: MaterializeRequest) {
  return { observe, request: selection === '' ? rest : { ...rest, selection } };
}

/** As it comes back from the database: what is undefined is left out. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
