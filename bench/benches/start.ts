import { repeatProcess } from '../child-process.ts';
import { type Measurement, median } from '../measurement.ts';
import type { Bench } from '../registry.ts';

const runs = 15;

/** What the `meterworks` command costs before it does anything, beside an empty Node. */
export const start: Bench = {
  about: 'start of the meterworks command, beside an empty Node process',
  async measure() {
    const version = ['meterworks', '--version'] as const;
    // The first run fills the compile cache.
    await repeatProcess(1, version);
    const command = await repeatProcess(runs, version);
    const empty = await repeatProcess(runs, ['node', '--eval', '0']);
    const seconds = (costs: typeof command) => median(costs.map((cost) => cost.seconds));
    const megabytes = (costs: typeof command) => median(costs.map((cost) => cost.peakMegabytes ?? Number.NaN));
    return [
      {
        case: 'meterworks --version',
        metric: 'wall time',
        value: seconds(command),
        unit: 's',
        better: 'lower',
        aim: 0.15,
        baseline: seconds(empty),
      },
      {
        case: 'meterworks --version',
        metric: 'peak memory',
        value: megabytes(command),
        unit: 'MB',
        better: 'lower',
        baseline: megabytes(empty),
      },
    ] satisfies Measurement[];
  },
};
