import { openZone } from '@meterworks/assets';
import { HOUR_MS } from './hour-grid.ts';
import { dayOn } from './local-instant.ts';
import { openStream, uniformAt } from './seeded-random.ts';

const FIRST_DATE = '2022-01-01';
const DAY_MS = 24 * HOUR_MS;

export interface SyntheticHouseOptions {
  /** Of all kinds together: of ten meters about one is a virtual, of twenty one a master, the others are physical. */
  readonly meters: number;
  readonly years: number;
  readonly seed: number;
  /** IANA zone, default `Europe/Berlin`. */
  readonly zone?: string;
  /** Hours between two readings, default 1. */
  readonly step?: number;
}

/** An entry of `meters.yaml`. */
export type SyntheticMeterEntry = Readonly<Record<string, unknown>> & {
  readonly meter_id: string;
  readonly type: 'physical' | 'master' | 'virtual';
};

export interface SyntheticHouse {
  /** What `meters.yaml` holds. */
  readonly configuration: { readonly meters: readonly SyntheticMeterEntry[] };
  /** The same as text: each entry a line of YAML in flow style. */
  readonly yaml: string;
  readonly physicalIds: readonly string[];
  /** Instants of the first and the last reading, ms. */
  readonly from: number;
  readonly to: number;
  /** All readings of a physical meter, made when asked for: exact steps, from `from` to `to`. Throws RangeError for another id. */
  readings(meterId: string): { readonly times: Float64Array; readonly values: Float64Array };
}

/**
 * Any number of meters for tests of scale: kWh registers with a yearly and a daily wave and noise, without faults. Each
 * virtual is a meter less the two before it, each master one meter through all time.
 */
export function generateSyntheticHouse(options: SyntheticHouseOptions): SyntheticHouse {
  const { meters, years, seed, zone = 'Europe/Berlin', step = 1 } = options;
  if (!(Number.isInteger(meters) && meters >= 1)) throw new RangeError(`${meters} is no number of meters`);
  const virtuals = Math.floor(meters / 10);
  const masters = Math.floor(meters / 20);
  const physical = meters - virtuals - masters;
  const local = openZone(zone);
  const firstDay = dayOn(FIRST_DATE);
  const from = local.dayStart(firstDay);
  const to = local.dayStart(firstDay + Math.round(years * 365.25));

  const idOf = (kind: string, index: number): string => `${kind}_${String(index + 1).padStart(5, '0')}`;
  const physicalIds = Array.from({ length: physical }, (_, index) => idOf('meter', index));
  const idAt = (index: number): string => idOf('meter', index % physical);
  const entries: SyntheticMeterEntry[] = physicalIds.map((meter_id) => ({
    meter_id,
    type: 'physical',
    output_unit: 'kWh',
    installation_date: FIRST_DATE,
  }));
  for (let index = 0; index < masters; index++) {
    const period = {
      start_date: FIRST_DATE,
      end_date: '9999-12-31',
      composition_type: 'single',
      source_meters: [idAt(index)],
      source_unit: 'kWh',
    };
    entries.push({ meter_id: idOf('master', index), type: 'master', output_unit: 'kWh', periods: [period] });
  }
  for (let index = 0; index < virtuals; index++) {
    entries.push({
      meter_id: idOf('virtual', index),
      type: 'virtual',
      output_unit: 'kWh',
      calculation_type: 'subtraction',
      base_meter: idAt(3 * index + 2),
      subtract_meters: [idAt(3 * index), idAt(3 * index + 1)],
    });
  }

  const known = new Map(physicalIds.map((id, index) => [id, index]));
  return {
    configuration: { meters: entries },
    yaml: `meters:\n${entries.map((entry) => `  - ${JSON.stringify(entry)}\n`).join('')}`,
    physicalIds,
    from,
    to,
    readings: (meterId) => {
      const index = known.get(meterId);
      if (index === undefined) throw new RangeError(`the synthetic house has no physical meter "${meterId}"`);
      // Every third meter carries more than the two before it together, so that the virtuals stay above 0.
      return syntheticReadings({
        from,
        to,
        step,
        stream: openStream(seed, meterId),
        level: index % 3 === 2 ? 1.6 : 0.35,
      });
    },
  };
}

interface SyntheticSeries {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly stream: number;
  /** kW on average. */
  readonly level: number;
}

function syntheticReadings({ from, to, step, stream, level }: SyntheticSeries): {
  times: Float64Array;
  values: Float64Array;
} {
  const count = Math.floor((to - from) / (step * HOUR_MS)) + 1;
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  let register = Math.floor(10_000 * uniformAt(stream, -1));
  for (let index = 0; index < count; index++) {
    const time = from + index * step * HOUR_MS;
    times[index] = time;
    values[index] = Math.round(register * 1000) / 1000;
    const yearly = 1 + 0.3 * Math.cos((2 * Math.PI * (time - from)) / (365.25 * DAY_MS));
    const daily = 1 - 0.5 * Math.cos((2 * Math.PI * (time % DAY_MS)) / DAY_MS);
    register += step * level * yearly * daily * (0.7 + 0.6 * uniformAt(stream, index));
  }
  return { times, values };
}
