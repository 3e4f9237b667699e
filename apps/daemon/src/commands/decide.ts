import { openZone } from '@meterworks/assets';
import type { PhysicalMeter } from '@meterworks/meters/config';
import { parseInstant } from '@meterworks/meters/findings';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { UsageFailure } from '../command-failure.ts';
import { loadFindings } from '../composition/load-findings.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { type DecidedReading, recordDecisions, type Verdict, wordOn } from '../composition/record-decisions.ts';
import { requirePhysicalMeter } from '../composition/require-meter.ts';
import { exitCodes } from '../exit-code.ts';
import { counted } from '../output/table.ts';
import { askDaemon } from '../serve/ask-daemon.ts';

export interface DecideOptions {
  readonly meter: string;
  readonly time: string;
  readonly verdict: Verdict;
  readonly register?: string | undefined;
  readonly json?: boolean;
}

/** Records the user's word on readings of a meter: it wins over what the repair makes of them, from the next run on. */
export async function decide(context: CommandContext, options: DecideOptions): CommandResult {
  const { verdict } = options;
  const house = await openHouse(context, { hold: 'cli' });
  try {
    const meter = requirePhysicalMeter(house.configuration, options.meter);
    const time = instantOf(house, options.time);
    const readings = await readingsOf(house, meter, time, options);
    const [first] = readings;
    if (house.hold?.kind === 'held-here') {
      const word = await wordOn(house, meter, first, verdict);
      await recordDecisions(house.stores.series, meter.id, readings, word);
    } else await decideElsewhere(context, house, meter, readings, verdict);
    const which = readings.map((reading) => ({
      time: new Date(reading.time).toISOString(),
      register: reading.value,
    }));
    context.terminal.print(
      options.json === true
        ? JSON.stringify({ meter: meter.id, verdict, readings: which }, null, 2)
        : `${meter.id}: ${counted(readings.length, 'reading')} ${became[verdict]}. The next run takes it into account.`,
    );
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}

const became: Readonly<Record<Verdict, string>> = {
  accept: 'accepted',
  reject: 'rejected',
  withdraw: 'judged by the repair again',
};

function instantOf({ configuration }: OpenHouse, text: string): number {
  const instants = parseInstant(text, openZone(configuration.timezone));
  const [first, second] = instants ?? [];
  if (instants === undefined) {
    throw new UsageFailure(`"${text}" is no time; write it as findings does: 2024-11-27T06:00:00+01:00.`);
  }
  if (first === undefined) throw new UsageFailure(`"${text}" was skipped when the clocks were set forward.`);
  if (second !== undefined) {
    throw new UsageFailure(`"${text}" came twice when the clocks were set back; add +02:00 or +01:00, say.`);
  }
  return first;
}

/** All readings that the finding of that reading dropped, or else the one that was read then. */
async function readingsOf(
  house: OpenHouse,
  meter: PhysicalMeter,
  time: number,
  { register, time: text }: DecideOptions,
): Promise<readonly [DecidedReading, ...DecidedReading[]]> {
  const zone = openZone(house.configuration.timezone);
  const { findings } = await loadFindings(house, [meter]);
  const finding =
    register === undefined
      ? findings.find(({ reading, dropped, type }) => reading.time === time && dropped > 0 && type !== 'stale-hold')
      : undefined;
  const until = finding?.until ?? time;
  const { times, values } = await house.stores.series.readSamples(meter.id, time, until + 1);
  const wanted = register === undefined ? undefined : Number(register);
  const readings = Array.from(times, (at, i) => ({ time: at, value: values[i] as number })).filter(
    ({ time: at, value }) =>
      at <= until &&
      (wanted === undefined ? finding?.type !== 'conflict' || value === finding.reading.register : value === wanted),
  );
  const [only, ...others] = readings;
  if (only === undefined) {
    throw new UsageFailure(
      `${meter.id} has no reading${register === undefined ? '' : ` of ${register}`} at ${text}; meterworks findings --meter ${meter.id} lists those in question.`,
    );
  }
  if (until === time && others.length > 0) {
    const registers = readings.map(({ value }) => value).join(' and ');
    throw new UsageFailure(
      `${meter.id} was read more than once at ${zone.format(time)}: ${registers}. Add the one that is meant.`,
    );
  }
  return [only, ...others];
}

async function decideElsewhere(
  context: CommandContext,
  house: OpenHouse,
  meter: PhysicalMeter,
  readings: readonly [DecidedReading, ...DecidedReading[]],
  verdict: Verdict,
): Promise<void> {
  const [first, ...others] = readings;
  const last = others.at(-1);
  const payload = { series: meter.id, ...first, ...(last === undefined ? {} : { until: last.time }), verdict };
  const outcome = await askDaemon(context, house, { kind: 'decide-repair', payload });
  if (outcome.kind !== 'done') throw new UsageFailure(outcome.message);
}
