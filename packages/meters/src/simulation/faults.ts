import type { Zone } from '@meterworks/assets';
import { HOUR_MS } from './hour-grid.ts';
import { instantOn } from './local-instant.ts';

export type FaultType =
  /** No readings where there should be some. */
  | 'gap'
  /** One reading with one wrong digit. */
  | 'typo'
  /** The same value again and again while the meter counted on, then one step. */
  | 'stale-hold'
  /** The meter itself stood still; what flowed meanwhile is lost to it. */
  | 'stuck'
  /** Water ran through every hour. */
  | 'leak'
  /** The meter was removed and another one counts on. */
  | 'swap'
  /** The register went through its last number and began at 0 again. */
  | 'rollover'
  /** Rows that say again what was said before. */
  | 'duplicate'
  /** A typed reading that the home automation wrote again, at a later time, when it restarted. */
  | 'repeat'
  /** Rows that arrived after later ones. */
  | 'out-of-order'
  | 'nan'
  /** Far more was used for some hours. */
  | 'spike'
  /** From one day on the use has another level. */
  | 'step'
  /** Far less was used for a while. */
  | 'drop'
  /** The last reading was long ago. */
  | 'silent';

/** Something that is wrong or remarkable in the readings, as the simulator knows it. */
export interface HouseFault {
  readonly meterId: string;
  readonly type: FaultType;
  /** Instants, ms, [from, to); equal for what concerns one reading or one moment. What lasts ends with the simulation. */
  readonly from: number;
  readonly to: number;
  readonly detail: string;
}

/** A fault of the recording, not of the flow: the readings suffer, the truth does not. */
export interface RecordingFault {
  readonly meterId: string;
  readonly type: 'gap' | 'stale-hold' | 'duplicate' | 'out-of-order' | 'silent' | 'nan' | 'typo-high' | 'typo-low';
  /** Instants, ms. `nan` and the typos hit the first reading from `from` on, and have no length. */
  readonly from: number;
  readonly to: number;
  readonly detail: string;
}

export function recordingFaults(zone: Zone): readonly RecordingFault[] {
  const fault = (
    meterId: string,
    type: RecordingFault['type'],
    date: string,
    hour: number,
    hours: number,
    detail: string,
  ): RecordingFault => {
    const from = instantOn(zone, date, hour);
    return { meterId, type, from, to: from + hours * HOUR_MS, detail };
  };
  return [
    fault('eg_strom', 'gap', '2022-03-15', 8, 6, 'no readings for six hours'),
    fault('og1_strom', 'gap', '2023-06-10', 5, 48, 'no readings for two days'),
    fault('og2_heat', 'gap', '2023-02-03', 14, 9 * 24, 'no readings for nine days'),
    fault('og1_heat', 'gap', '2025-03-29', 20, 10, 'no readings for ten hours across the clock change'),
    fault('haupt_wasser', 'typo-high', '2023-04-01', 0, 0, 'one digit too high'),
    fault('og2_wasser_kalt', 'typo-low', '2024-03-01', 0, 0, 'one digit too low'),
    fault('og2_strom', 'stale-hold', '2023-10-12', 7, 147, 'the gateway repeated one value for six days'),
    fault('og1_strom', 'duplicate', '2022-07-04', 0, 24, 'every row of the day twice'),
    fault('eg_sud_heat', 'out-of-order', '2022-11-20', 6, 12, 'every second row came after the later ones'),
    fault('gastherme_warmwasser', 'nan', '2023-08-09', 13, 0, 'one reading is not a number'),
    fault('og1_wasser_warm', 'silent', '2025-11-03', 16, Number.POSITIVE_INFINITY, 'no readings from here on'),
  ];
}

/** The meter that stood still, and when. */
export function stuckMeter(zone: Zone): { readonly meterId: string; readonly from: number; readonly to: number } {
  const from = instantOn(zone, '2025-01-14', 11);
  return { meterId: 'buro_heat', from, to: from + 9 * 24 * HOUR_MS };
}

/** A reading with one digit wrong, far enough from `previous` (the reading before, same unit) to be out of place. */
export function misread(value: number, previous: number, direction: 'high' | 'low', decimals: number): number {
  const advance = Math.max(0, value - previous);
  const scale = 10 ** decimals;
  const digitAt = (place: number): number => Math.floor(value / place) % 10;
  let place = direction === 'high' ? 100 : 10;
  if (direction === 'high') {
    while (place < 10 * advance || digitAt(place) === 9) place *= 10;
    return Math.round((value + place) * scale) / scale;
  }
  while (place <= value && (place <= advance || digitAt(place) === 0)) place *= 10;
  // A register below 10 has no digit to lose but its last: it is typed as 0.
  return place > value ? 0 : Math.round((value - place) * scale) / scale;
}
