import type { Conversion } from '../units/gas-conversion.ts';
import type { Unit } from '../units/unit.ts';
import { parseExpression } from './expression/parse-expression.ts';
import type { Lifetime } from './lifetime.ts';
import type { Exchange, MasterMeter, Meter, PhysicalMeter, VirtualMeter, VirtualTerm } from './meter.ts';
import { type MeterId, meterId } from './meter-id.ts';
import type { MeterEntry } from './schema/meters-file.ts';

/** What a meter's entry needs of its surroundings; asked only after all checks have passed. */
export interface Surroundings {
  readonly unitOf: (id: string) => Unit;
  readonly lifetimeOf: (id: MeterId) => Lifetime;
  readonly exchangesOf: (id: MeterId) => readonly Exchange[] | undefined;
  readonly sharesOf: (id: MeterId) => readonly number[] | undefined;
}

/** A checked entry as the value that all else works with. */
export function buildMeter(entry: MeterEntry, around: Surroundings): Meter {
  switch (entry.type) {
    case 'physical':
      return buildPhysical(entry, around);
    case 'master':
      return buildMaster(entry, around);
    case 'virtual':
      return buildVirtual(entry, around);
  }
}

function base(entry: MeterEntry) {
  const { meter_id: id, output_unit: unit, description } = entry;
  return { id, unit, ...(description !== undefined && { description }) };
}

function buildPhysical(entry: Extract<MeterEntry, { type: 'physical' }>, around: Surroundings): PhysicalMeter {
  const monthlyShares = around.sharesOf(entry.meter_id);
  const exchanges = around.exchangesOf(entry.meter_id);
  return {
    ...base(entry),
    kind: 'physical',
    ...around.lifetimeOf(entry.meter_id),
    ...(entry.initial_reading !== undefined && { initialReading: entry.initial_reading }),
    ...(entry.final_reading !== undefined && { finalReading: entry.final_reading }),
    ...(exchanges !== undefined && { exchanges }),
    ...(entry.digits !== undefined && { digits: entry.digits }),
    ...(entry.max_rate !== undefined && { maxRate: entry.max_rate }),
    ...(entry.gap_shape === 'realistic' && { gapShape: entry.gap_shape }),
    source: entry.source,
    ...(monthlyShares !== undefined && { monthlyShares }),
  };
}

function buildMaster(entry: Extract<MeterEntry, { type: 'master' }>, around: Surroundings): MasterMeter {
  const periods = entry.periods
    .map((period) => ({
      startDay: period.start_date,
      endDay: period.end_date,
      sources: period.source_meters.map((id) => ({
        meterId: meterId(id),
        ...conversion(around.unitOf(id), entry.output_unit),
      })),
      continuesPrevious: period.apply_offset_from_previous_period,
    }))
    .sort((a, b) => a.startDay - b.startDay);
  return { ...base(entry), kind: 'master', periods };
}

function buildVirtual(entry: Extract<MeterEntry, { type: 'virtual' }>, around: Surroundings): VirtualMeter {
  const factors = new Map<string, number>();
  for (const { id, factor } of linearParts(entry)) factors.set(id, (factors.get(id) ?? 0) + factor);
  const terms = [...factors].map(
    ([id, factor]): VirtualTerm => ({
      meterId: meterId(id),
      factor,
      ...conversion(around.unitOf(id), entry.output_unit),
    }),
  );
  return {
    ...base(entry),
    kind: 'virtual',
    terms: terms.filter(({ factor }) => factor !== 0),
    negatives: entry.carry_negative ? 'carried' : entry.floor_at_zero ? 'floored' : 'kept',
  };
}

function linearParts(entry: Extract<MeterEntry, { type: 'virtual' }>): { id: string; factor: number }[] {
  if (entry.expression !== undefined) {
    return (parseExpression(entry.expression).terms ?? []).map(({ meterId: id, factor }) => ({ id, factor }));
  }
  const others = entry.calculation_type === 'sum' ? entry.source_meters : entry.subtract_meters;
  const sign = entry.calculation_type === 'sum' ? 1 : -1;
  return [
    ...(entry.base_meter === undefined ? [] : [{ id: entry.base_meter, factor: 1 }]),
    ...(others ?? []).map((id) => ({ id, factor: sign })),
  ];
}

function conversion(from: Unit, to: Unit): { convert?: Conversion } {
  return from === to ? {} : { convert: { from, to } };
}
