import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Timers } from '@meterworks/runtime';

/** For how long nothing must have been done before memory is given back. */
const quietMs = 5_000;

type Collect = (options: {
  readonly type: 'major';
  readonly execution: 'sync';
  readonly flavor: 'last-resort';
}) => void;

/** Gives memory back to the system some seconds after work ended: by itself Node keeps what a run needed until the next one. */
export function openMemoryKeeper(timers: Pick<Timers, 'sleep'>, signal: AbortSignal): { worked(): void } {
  // Nothing else in Node asks for a collection. The flag matters to contexts made after it alone.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  let works = 0;
  return {
    worked() {
      const work = ++works;
      timers.sleep(quietMs, signal).then(
        () => {
          if (work === works) collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
        },
        () => undefined,
      );
    },
  };
}
