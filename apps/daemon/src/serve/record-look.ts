import type { LoadedConfiguration, Problem } from '@meterworks/meters/config';
import { type RecordedProblem, recordSettings } from '@meterworks/runtime/settings';
import type { OpenHouse } from '../composition/open-house.ts';

/** Records for the web pages what the files say: what is worked with, or what was refused. `beside` is what is not about a place in them. */
export async function recordLook(
  { stores, fence, clock }: OpenHouse,
  kind: 'inUse' | 'refused',
  { settings, problems }: Pick<LoadedConfiguration, 'settings' | 'problems'>,
  beside: readonly RecordedProblem[] = [],
): Promise<void> {
  await recordSettings(stores.connection, fence, kind, {
    at: clock.now(),
    settings: settings(),
    problems: [...beside, ...problems.map(recorded)],
  });
}

/** A problem of all the files together. */
export function withoutPlace(message: string, severity: Problem['severity']): RecordedProblem {
  return { severity, message, remedy: null, place: null };
}

function recorded({ severity, message, would, file, line, column, path }: Problem): RecordedProblem {
  return { severity, message, remedy: would, place: { file, line, column, path } };
}
