import { formatSpans, type PlanStep } from '@meterworks/assets';
import { messageOf } from './compute-span.ts';
import type { StepResult } from './record-step.ts';
import type { RunScope } from './run-scope.ts';

/** Says in the run's log, and to who follows, that a step is tried again. */
export async function tellRetry(
  scope: RunScope,
  step: PlanStep,
  error: unknown,
  { attempts, of, pauseMs }: { readonly attempts: number; readonly of: number; readonly pauseMs: number },
): Promise<void> {
  const message = messageOf(error);
  scope.logger
    .child({ asset: step.asset })
    .warn(
      `${step.asset}: try ${attempts} of ${of} failed: ${message}; the next one comes in ${(pauseMs / 1000).toFixed(1)} s`,
    );
  await scope.state.commit(scope.fence, () => ({
    events: [
      {
        at: scope.clock.now(),
        kind: 'step-retried',
        asset: step.asset,
        run: scope.run,
        payload: { attempts, of, pauseMs, message },
      },
    ],
  }));
}

/** One line a step that did something, and one for each of its first failures. */
export function logStep(
  scope: RunScope,
  step: PlanStep,
  { made, changed, cutOff, failed, spans, errors, findings }: StepResult,
): void {
  if (made + failed === 0) return;
  const { scheme } = scope.graph.asset(step.asset);
  const log = scope.logger.child({ asset: step.asset, span: formatSpans(scheme, spans) });
  log.info(`${step.asset}: made ${made}, of which ${changed} changed`, {
    ...(cutOff > 0 ? { cutOff } : {}),
    ...(failed > 0 ? { failed } : {}),
  });
  for (const { ordinal, message } of errors.slice(0, 5))
    log.warn(`${step.asset} ${scheme.keyOf(ordinal)} failed: ${message}`);
  for (const { ordinal, check, severity, message } of findings.filter(({ blocking }) => !blocking).slice(0, 5))
    log[severity === 'error' ? 'error' : 'warn'](`${step.asset} ${scheme.keyOf(ordinal)}: ${check}: ${message}`);
}
