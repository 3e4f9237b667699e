import { fileURLToPath } from 'node:url';
import { measureProcess, repeatProcess } from '../child-process.ts';
import { type Measurement, median } from '../measurement.ts';
import type { Bench } from '../registry.ts';
import { type BenchHouse, benchNow, openBenchHouse } from './spine/bench-house.ts';
import { stageSeconds, type TimedStep } from './spine/stage-seconds.ts';

const repeats = { cold: 3, warm: 9, increment: 3 } as const;
const answerTime = fileURLToPath(new URL('./spine/answer-time.ts', import.meta.url));
const materialize = ['meterworks', 'materialize', '--json'] as const;
const dayMs = 86_400_000;

/** From readings to anomalies, as whole processes: everything, nothing, and a little. */
export const spine: Bench = {
  about: 'the demo house, four years of hourly readings: from cold, nothing to do, late and new readings',
  async measure() {
    const house = await openBenchHouse();
    try {
      console.error(`${house.meters} sensors, ${house.readings.toLocaleString('en-US')} readings in ${house.folder}`);
      return [
        ...(await measureCold(house)),
        ...(await measureNothingToDo(house)),
        ...(await measureLateReading(house)),
        ...(await measureNextDay(house)),
      ];
    } finally {
      house.remove();
    }
  },
};

/** Everything from the readings alone; leaves the house made. */
async function measureCold(house: BenchHouse): Promise<Measurement[]> {
  const runs: { seconds: number; peak: number; partitions: number; stages: ReadonlyMap<string, number> }[] = [];
  for (let run = 0; run < repeats.cold; run++) {
    house.reset();
    const [cost] = await repeatProcess(1, materialize, at(house, benchNow));
    const steps: TimedStep[] = [];
    let partitions = 0;
    // The run of the repaired assets, and that of everything below them.
    for (const { run: id } of await tell<{ run: number }[]>(house, 'runs')) {
      const detail = await tell<{ counts: { made: number }; steps: TimedStep[] }>(house, 'runs', String(id));
      steps.push(...detail.steps);
      partitions += detail.counts.made;
    }
    runs.push({
      seconds: cost?.seconds ?? Number.NaN,
      peak: cost?.peakMegabytes ?? Number.NaN,
      partitions,
      stages: stageSeconds(steps),
    });
  }
  const name = `from cold, ${runs[0]?.partitions} partitions`;
  const middle = (of: (run: (typeof runs)[number]) => number) => median(runs.map(of));
  return [
    {
      ...wallTime(
        name,
        middle(({ seconds }) => seconds),
      ),
      aim: 3,
    },
    { case: name, metric: 'peak memory', value: middle(({ peak }) => peak), unit: 'MB', better: 'lower', aim: 200 },
    {
      case: name,
      metric: 'throughput',
      value: middle(({ partitions, seconds }) => partitions / seconds),
      unit: 'partitions/s',
      better: 'higher',
    },
    ...[...(runs[0]?.stages.keys() ?? [])].map((stage) =>
      wallTime(
        `from cold, of it ${stage}`,
        middle(({ stages }) => stages.get(stage) ?? 0),
      ),
    ),
  ];
}

async function measureNothingToDo(house: BenchHouse): Promise<Measurement[]> {
  const around = at(house, benchNow);
  const costs = await repeatProcess(repeats.warm, materialize, around);
  const answers = await repeatProcess(repeats.warm, ['node', answerTime], around);
  return [
    { ...wallTime('nothing to do', median(costs.map(({ seconds }) => seconds))), aim: 0.5 },
    {
      case: 'nothing to do',
      metric: 'peak memory',
      value: median(costs.map(({ peakMegabytes }) => peakMegabytes ?? Number.NaN)),
      unit: 'MB',
      better: 'lower',
    },
    {
      ...wallTime('nothing to do, from open database to answer', median(answers.map(({ stdout }) => Number(stdout)))),
      aim: 0.15,
    },
  ];
}

async function measureLateReading(house: BenchHouse): Promise<Measurement[]> {
  const seconds: number[] = [];
  for (let run = 0; run < repeats.increment; run++) {
    // Three weeks back, each time another one.
    await house.addLateReading((21 + run) * 24);
    const [cost] = await repeatProcess(1, materialize, at(house, benchNow));
    seconds.push(cost?.seconds ?? Number.NaN);
  }
  return [wallTime('one reading three weeks late', median(seconds))];
}

async function measureNextDay(house: BenchHouse): Promise<Measurement[]> {
  const seconds: number[] = [];
  for (let run = 0; run < repeats.increment; run++) {
    await house.addDay(run);
    const [cost] = await repeatProcess(1, materialize, at(house, benchNow + (run + 1) * dayMs));
    seconds.push(cost?.seconds ?? Number.NaN);
  }
  return [wallTime('one more day', median(seconds))];
}

function wallTime(name: string, seconds: number): Measurement {
  return { case: name, metric: 'wall time', value: seconds, unit: 's', better: 'lower' };
}

/** In the house's folder, at an instant (UTC ms). */
function at({ folder }: BenchHouse, now: number) {
  return { cwd: folder, env: { METERWORKS_NOW: new Date(now).toISOString() } };
}

/** What a command says in JSON. */
async function tell<T>(house: BenchHouse, ...words: readonly string[]): Promise<T> {
  const { exitCode, stdout, stderr } = await measureProcess(['meterworks', ...words, '--json'], at(house, benchNow));
  if (exitCode !== 0) throw new Error(`meterworks ${words.join(' ')} ended with ${exitCode}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
