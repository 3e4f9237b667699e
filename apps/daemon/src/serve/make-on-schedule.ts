import type { RunReport } from '@meterworks/runtime';
import type { TickOutcome } from '@meterworks/runtime/schedule';
import { describeFailure } from '../describe-failure.ts';
import { counted } from '../output/table.ts';
import type { Attendance } from './attend-commands.ts';
import { pullFor } from './pull-for.ts';

/**
 * Observes and makes what is not fresh of the selection, when its turn in the queue comes; what goes wrong is logged, and the next
 * tick tries again. `due` is when it should have begun (UTC ms). Undefined where the daemon was stopped meanwhile.
 */
export async function makeOnSchedule(
  { house, queue, current, logger }: Attendance,
  actor: string,
  selection?: string,
  due?: number,
): Promise<TickOutcome | undefined> {
  const request = selection === undefined ? {} : { selection };
  try {
    // Before its turn in the queue: others need not wait for what others answer.
    const faults = await pullFor({ ...house, logger }, actor, selection);
    const report = await queue.add(() =>
      current.during((signal) => {
        if (due !== undefined) logger.debug(`${actor} looks for what is new`, { lateMs: house.clock.now() - due });
        return house.engine.materialize(request, { signal, actor, kind: 'schedule' });
      }),
    );
    if (house.signal.aborted && report.status === 'cancelled') return undefined;
    const { runId, status, made, failed, seconds } = report;
    logger.info(`${actor}: ${status}`, { run: runId, made, failed, seconds });
    return {
      status: faults.length > 0 && status === 'success' ? 'partial' : status,
      outcome: [outcomeText(report), ...faults].join(' '),
      cameTo: { made, failed, seconds, faults },
      ...(runId === undefined ? {} : { run: runId }),
    };
  } catch (error) {
    if (house.signal.aborted) return undefined;
    const message = describeFailure(error, { verbose: false, version: '' }).lines.join(' ');
    logger.error(`${actor} failed: ${message}`);
    return { status: 'failed', outcome: `Failed: ${message}` };
  }
}

function outcomeText({ runId, status, made, failed, seconds }: RunReport): string {
  if (runId === undefined) return status === 'cancelled' ? 'Cancelled.' : 'There was nothing to make.';
  const failures = failed === 0 ? '' : `, ${counted(failed, 'partition')} failed`;
  const run = `Run ${runId} ended: ${status}`;
  return `${run}, ${counted(made, 'partition')} made${failures}, in ${seconds.toFixed(1)} s.`;
}
