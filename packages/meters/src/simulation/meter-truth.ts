import type { Zone } from '@meterworks/assets';
import { type HouseFault, stuckMeter } from './faults.ts';
import { HOUR_MS, type HourGrid } from './hour-grid.ts';
import type { HouseFlows } from './house-flows.ts';
import { type DerivedHouseMeter, HOUSE_EXCHANGES, type HouseMeter } from './house-meters.ts';
import { amountBetween, dailyAmounts, type MeterTruth, runningRegisters, type TruthDays } from './house-truth.ts';
import type { Incident } from './incidents.ts';
import type { MeterRegister } from './meter-register.ts';
import type { Span } from './recorder.ts';

/** The flow that a house is bound to have; its absence is a mistake in the simulator's own tables. */
function flowOf(flows: HouseFlows, name: string): Float64Array {
  const flow = flows.get(name);
  if (flow === undefined) throw new Error(`the simulated house has no flow "${name}"`);
  return flow;
}

export interface CountedFlow {
  /** Per hour of the grid, in the meter's unit. */
  readonly flow: Float64Array;
  readonly fault: HouseFault | undefined;
}

/** What a meter counts of what flows through it: all of it, unless it stands still. */
export function countedFlow(zone: Zone, grid: HourGrid, flows: HouseFlows, meter: HouseMeter, span: Span): CountedFlow {
  const flow = flowOf(flows, meter.meterId);
  const stuck = stuckMeter(zone);
  if (stuck.meterId !== meter.meterId) return { flow, fault: undefined };
  const first = Math.min(grid.hours, (stuck.from - grid.start) / HOUR_MS);
  const last = Math.min(grid.hours, (stuck.to - grid.start) / HOUR_MS);
  let lost = 0;
  for (let hour = first; hour < last; hour++) lost += flow[hour] ?? 0;
  const detail = `the meter stood still and missed ${lost.toFixed(meter.decimals)} ${meter.unit}`;
  const to = Math.min(stuck.to, span.to);
  const touches = stuck.from < span.to && stuck.to > span.from;
  return {
    flow: flow.slice().fill(0, first, last),
    fault: touches ? { meterId: meter.meterId, type: 'stuck', from: stuck.from, to, detail } : undefined,
  };
}

export function incidentFaults(incidents: readonly Incident[], span: Span): HouseFault[] {
  return incidents
    .filter(({ from, to }) => from < span.to && to > span.from)
    .map(({ stream, type, from, to, detail }) => ({ meterId: stream, type, from, to: Math.min(to, span.to), detail }));
}

/** A meter's removal, and its rollovers to the hour. */
export function registerFaults(grid: HourGrid, { meter, trueAt, readAt }: MeterRegister, span: Span): HouseFault[] {
  const faults: HouseFault[] = [];
  const { meterId, removedAt, digits, unit } = meter;
  const successor = HOUSE_EXCHANGES.find(({ removed }) => removed === meterId)?.successor;
  if (successor !== undefined && removedAt >= span.from && removedAt < span.to) {
    const detail = `removed at ${readAt(removedAt)} ${unit}; ${successor} counts on`;
    faults.push({ meterId, type: 'swap', from: removedAt, to: removedAt, detail });
  }
  if (digits === undefined) return faults;
  const capacity = 10 ** digits;
  const turnsAt = (instant: number): number => Math.floor(trueAt(instant) / capacity);
  const last = Math.min(removedAt, grid.start + grid.hours * HOUR_MS);
  for (let instant = Math.max(meter.installedAt, grid.start); instant < last; instant += HOUR_MS) {
    const next = Math.min(last, instant + HOUR_MS);
    if (turnsAt(next) === turnsAt(instant) || instant < span.from || next > span.to) continue;
    faults.push({ meterId, type: 'rollover', from: instant, to: next, detail: `from ${capacity - 1} to 0 ${unit}` });
  }
  return faults;
}

export function physicalTruth(
  grid: HourGrid,
  register: MeterRegister,
  counted: Float64Array,
  days: TruthDays,
  end: number,
): MeterTruth {
  const { meterId, unit, installedAt, removedAt, digits } = register.meter;
  const capacity = digits === undefined ? Number.POSITIVE_INFINITY : 10 ** digits;
  const registers = days.dayStarts.map((midnight) => {
    if (midnight < installedAt || midnight > removedAt) return Number.NaN;
    const value = register.trueAt(midnight);
    return value < capacity ? value : value % capacity;
  });
  return {
    meterId,
    type: 'physical',
    unit,
    amounts: dailyAmounts(grid, counted, days, installedAt, removedAt),
    registers,
    installedAt,
    removedAt,
    initialReading: register.shown(register.meter.initial),
    finalReading: removedAt < end ? register.readAt(removedAt) : undefined,
  };
}

export function derivedTruth(grid: HourGrid, flows: HouseFlows, meter: DerivedHouseMeter, days: TruthDays): MeterTruth {
  const flow = flowOf(flows, meter.meterId);
  const amounts = dailyAmounts(grid, flow, days, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const before = amountBetween(grid, flow, grid.start, days.dayStarts[0] ?? grid.start);
  return {
    meterId: meter.meterId,
    type: meter.type,
    unit: meter.unit,
    amounts,
    registers: runningRegisters(amounts, meter.initial + before),
    installedAt: Number.NEGATIVE_INFINITY,
    removedAt: Number.POSITIVE_INFINITY,
    initialReading: undefined,
    finalReading: undefined,
  };
}
