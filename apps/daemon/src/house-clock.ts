import { UsageFailure } from './command-failure.ts';

/** The instant (UTC ms) at which the command's clock starts; it then runs on as time does. */
export const clockVariable = 'METERWORKS_NOW';

export interface HouseClock {
  now(): number;
}

/**
 * The clock that decides which days have ended: the machine's, unless `METERWORKS_NOW` gives an instant such as
 * `2024-11-27T06:00:00Z`. Leases and waiting go by the machine's clock in any case.
 */
export function openHouseClock(environment: Readonly<Record<string, string | undefined>>): HouseClock {
  const text = environment[clockVariable];
  if (text === undefined || text === '') return { now: () => Date.now() };
  const start =
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(start)) {
    throw new UsageFailure(`${clockVariable} is "${text}", which is no instant; write it like 2024-11-27T06:00:00Z`);
  }
  const opened = performance.now();
  return { now: () => Math.floor(start + (performance.now() - opened)) };
}
