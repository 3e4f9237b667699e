import { tibberSource } from '@meterworks/meters';
import type { Configuration, Workflow } from '@meterworks/meters/config';
import type { ScheduleDeclaration } from '@meterworks/runtime/schedule';

/** The workflow that asks Tibber. */
const tibberWorkflow = 'tibber_sync';

/** What a workflow makes; everything where undefined. */
export function workflowSelection({ name, selection }: Workflow): string | undefined {
  return selection ?? (name === tibberWorkflow ? `source:${tibberSource}` : undefined);
}

/** The schedules of a configuration, in its order. Tibber is not asked without a token. */
export function houseSchedules({ workflows, tibber, timezone }: Configuration): ScheduleDeclaration[] {
  return [...workflows.values()]
    .filter(({ name }) => name !== tibberWorkflow || tibber.token !== undefined)
    .map((workflow) => {
      const selection = workflowSelection(workflow);
      return {
        name: workflow.name,
        expression: workflow.schedule,
        zone: timezone,
        ...(selection === undefined ? {} : { selection }),
      };
    });
}
