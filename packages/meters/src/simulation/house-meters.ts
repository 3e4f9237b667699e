import type { Zone } from '@meterworks/assets';
import { HOUR_MS } from './hour-grid.ts';
import { instantOn } from './local-instant.ts';

/** The first local day of the simulated house; nothing is simulated before it. */
export const HOUSE_FIRST_DATE = '2022-01-01';
/** The two-rate meters counted until the end of the 26th, the new one from the midnight after. */
const ELECTRICITY_EXCHANGE_DATE = '2024-11-27';
/** The gas meter was exchanged in the morning: both meters have a part of this day. */
const GAS_EXCHANGE_DATE = '2024-11-12';
const GAS_EXCHANGE_HOURS = 10 + 37 / 60;

export type HouseUnit = 'kWh' | 'MWh' | 'm³';

/** A physical meter of the house: its register, and how it is read. */
export interface HouseMeter {
  readonly meterId: string;
  readonly unit: HouseUnit;
  /** Places behind the decimal point that can be read. */
  readonly decimals: number;
  /** Places before the decimal point after which the register starts again at 0; undefined = never in a lifetime. */
  readonly digits: number | undefined;
  readonly kind: 'sensor' | 'typed';
  /** Instant from which on it counts, ms. */
  readonly installedAt: number;
  /** Instant of removal, ms; Infinity = still there. */
  readonly removedAt: number;
  /** Register at `installedAt`, in `unit`. */
  readonly initial: number;
}

/** The house's 22 physical meters. Those older than the house's first day stand where their former life left them. */
export function houseMeters(zone: Zone): readonly HouseMeter[] {
  const first = instantOn(zone, HOUSE_FIRST_DATE);
  const electricityExchange = instantOn(zone, ELECTRICITY_EXCHANGE_DATE);
  const gasExchange = instantOn(zone, GAS_EXCHANGE_DATE) + Math.round(GAS_EXCHANGE_HOURS * HOUR_MS);
  const sensor = (meterId: string, unit: HouseUnit, decimals: number, more: Partial<HouseMeter> = {}): HouseMeter => ({
    meterId,
    unit,
    decimals,
    digits: undefined,
    kind: 'sensor',
    installedAt: first,
    removedAt: Number.POSITIVE_INFINITY,
    initial: 0,
    ...more,
  });
  const typed = (meterId: string, unit: HouseUnit, decimals: number, more: Partial<HouseMeter> = {}): HouseMeter =>
    sensor(meterId, unit, decimals, { kind: 'typed', ...more });
  return [
    sensor('haupt_strom', 'kWh', 3, { installedAt: electricityExchange }),
    sensor('strom_alt_NT', 'kWh', 2, { initial: 28_114.2, removedAt: electricityExchange }),
    sensor('strom_alt_HT', 'kWh', 2, { initial: 41_230.55, removedAt: electricityExchange }),
    sensor('eg_strom', 'kWh', 3),
    sensor('og1_strom', 'kWh', 3),
    sensor('og2_strom', 'kWh', 3),
    sensor('solarspeicher', 'kWh', 2),
    typed('gas_zahler', 'm³', 2, { installedAt: gasExchange, initial: 0.31 }),
    typed('gas_zahler_alt', 'm³', 2, { initial: 93_411.27, digits: 5, removedAt: gasExchange }),
    sensor('gastherme_gesamt', 'kWh', 1),
    sensor('gastherme_heizen', 'kWh', 1),
    sensor('gastherme_warmwasser', 'kWh', 1),
    typed('haupt_wasser', 'm³', 3),
    sensor('og1_wasser_kalt', 'm³', 3, { installedAt: instantOn(zone, '2022-05-01') }),
    sensor('og1_wasser_warm', 'm³', 3, { installedAt: instantOn(zone, '2022-04-01') }),
    typed('og2_wasser_kalt', 'm³', 3, { installedAt: instantOn(zone, '2022-09-01') }),
    typed('og2_wasser_warm', 'm³', 3, { installedAt: instantOn(zone, '2022-09-01') }),
    sensor('eg_nord_heat', 'MWh', 3),
    sensor('eg_sud_heat', 'MWh', 3),
    sensor('og1_heat', 'MWh', 3, { installedAt: instantOn(zone, '2022-01-05') }),
    sensor('og2_heat', 'MWh', 3, { installedAt: instantOn(zone, '2022-01-09') }),
    sensor('buro_heat', 'MWh', 3, { installedAt: instantOn(zone, '2022-01-05') }),
  ];
}

/** A meter that is computed from others; `flow` names what it stands for in the house's flows. */
export interface DerivedHouseMeter {
  readonly meterId: string;
  readonly type: 'master' | 'virtual';
  readonly unit: HouseUnit;
  /** Where its register begins on the house's first day, in `unit`: a master takes over its first sources'. */
  readonly initial: number;
}

export const DERIVED_HOUSE_METERS: readonly DerivedHouseMeter[] = [
  { meterId: 'strom_total', type: 'master', unit: 'kWh', initial: 28_114.2 + 41_230.55 },
  { meterId: 'gas_total', type: 'master', unit: 'm³', initial: 93_411.27 },
  { meterId: 'eg_kalfire', type: 'virtual', unit: 'm³', initial: 0 },
  { meterId: 'strom_allgemein', type: 'virtual', unit: 'kWh', initial: 0 },
];

/** Which meter took over from which. */
export const HOUSE_EXCHANGES: readonly { readonly removed: string; readonly successor: string }[] = [
  { removed: 'strom_alt_NT', successor: 'haupt_strom' },
  { removed: 'strom_alt_HT', successor: 'haupt_strom' },
  { removed: 'gas_zahler_alt', successor: 'gas_zahler' },
];
