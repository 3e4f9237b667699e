import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openZone, type Zone } from '@meterworks/assets';
import type { AnomalyInput, MeterKind } from '../../src/anomalies/index.ts';
import { repairReadings } from '../../src/repair/index.ts';
import { spreadTicks, summarizeDays } from '../../src/repaired/index.ts';
import type { DailyConsumption } from '../../src/values/consumption.ts';
import type { RepairedDay } from '../../src/values/repaired-day.ts';

export const berlin = openZone('Europe/Berlin');
const hourMs = 3_600_000;

/** A meter whose days can be changed before they are looked at. */
export interface MadeMeter {
  readonly id: string;
  readonly unit: string;
  readonly kind: MeterKind;
  readonly zone: Zone;
  readonly first: number;
  readonly last: number;
  readonly consumption: Map<number, DailyConsumption>;
  readonly repaired: Map<number, RepairedDay>;
}

export function inputOf(meter: MadeMeter, from = meter.first, to = meter.last): AnomalyInput {
  return {
    meterId: meter.id,
    unit: meter.unit,
    kind: meter.kind,
    zone: meter.zone,
    from,
    to,
    first: meter.first,
    consumptionAt: (day) => meter.consumption.get(day),
    repairedAt: meter.repaired.size === 0 ? undefined : (day) => meter.repaired.get(day),
  };
}

/** Days of measured amounts without readings behind them, as a master has them. */
export function meterOfDays(amounts: readonly number[], kind: MeterKind = 'electricity', first = 18_262): MadeMeter {
  const consumption = new Map(amounts.map((amount, i) => [first + i, measuredDay(amount)] as const));
  const last = first + amounts.length - 1;
  return { id: 'made', unit: 'kWh', kind, zone: berlin, first, last, consumption, repaired: new Map() };
}

export function measuredDay(consumption: number): DailyConsumption {
  return { consumption, quality: 'measured', measuredShare: 1 };
}

/** A meter read at the given instants (UTC ms); days between two known midnights are measured, by the difference of their registers. */
export function meterOfReadings(
  id: string,
  unit: string,
  kind: MeterKind,
  zone: Zone,
  times: Float64Array,
  registers: Float64Array,
  to?: number,
): MadeMeter {
  const series = repairReadings({ times, registers }, { decisions: [] });
  const first = zone.dayOf(times[0] as number);
  const last = to ?? zone.dayOf(times[times.length - 1] as number) - 1;
  const days = summarizeDays(spreadTicks(series), zone, first, last);
  const repaired = new Map(days.map((day, i) => [first + i, day]));
  const consumption = new Map<number, DailyConsumption>();
  for (const [i, day] of days.entries()) {
    const known = isKnown(day.start) && isKnown(day.end);
    const amount = known
      ? day.inner + partOf(day.start, zone.dayStart(first + i), 1) + partOf(day.end, zone.dayStart(first + i + 1), 0)
      : 0;
    consumption.set(
      first + i,
      known ? measuredDay(amount) : { consumption: amount, quality: 'estimated', measuredShare: 0 },
    );
  }
  return { id, unit, kind, zone, first, last, consumption, repaired };
}

function isKnown(edge: RepairedDay['start']): boolean {
  return edge.kind === 'exact' || (edge.kind === 'between' && edge.known);
}

/** The part of an interval around a midnight that lies after it (`side` 1) or before it (0). */
function partOf(edge: RepairedDay['start'], midnight: number, side: 0 | 1): number {
  if (edge.kind !== 'between') return 0;
  const share = (midnight - edge.fromTime) / (edge.toTime - edge.fromTime);
  return edge.amount * (side === 1 ? 1 - share : share);
}

/** A register read every hour, from hourly amounts. */
export function hourlyMeter(
  hourly: readonly number[],
  kind: MeterKind,
  unit: string,
  start = Date.UTC(2021, 0, 1),
): MadeMeter {
  const times = Float64Array.from({ length: hourly.length + 1 }, (_, i) => start + i * hourMs);
  const registers = new Float64Array(hourly.length + 1);
  registers[0] = 1000;
  for (const [i, amount] of hourly.entries()) registers[i + 1] = (registers[i] as number) + amount;
  return meterOfReadings('made', unit, kind, berlin, times, registers);
}

export const sharedFolder = resolve(
  process.env.METERWORKS_SHARED ?? resolve(import.meta.dirname, '../../../../../shared'),
  'data',
);

/** A `time,value` file of the shared data. */
export function readSeries(path: string): { times: Float64Array; registers: Float64Array } {
  const lines = readFileSync(resolve(sharedFolder, path), 'utf8').trimEnd().split('\n').slice(1);
  const times = new Float64Array(lines.length);
  const registers = new Float64Array(lines.length);
  for (const [i, line] of lines.entries()) {
    const comma = line.indexOf(',');
    times[i] = Date.parse(line.slice(0, comma));
    registers[i] = Number(line.slice(comma + 1));
  }
  return { times, registers };
}
