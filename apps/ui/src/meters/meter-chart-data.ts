import type { ChartLevel, ChartView } from './chart-view.ts';

/** What a chart of one meter shows of one stretch of time; no more points than it has pixels. Times are UTC milliseconds. */
export interface MeterChartData {
  readonly view: ChartView;
  readonly level: ChartLevel;
  /** The register as it was interpolated; empty for virtual meters. */
  readonly register: { readonly times: readonly number[]; readonly values: readonly (number | null)[] };
  /** Readings as they came. */
  readonly readings: {
    readonly times: readonly number[];
    readonly values: readonly number[];
    /** How many there are in the stretch. */
    readonly total: number;
    readonly thinned: boolean;
  };
  /** Amounts a bar: from `starts` to `ends`. */
  readonly bars: {
    readonly starts: readonly number[];
    readonly ends: readonly number[];
    readonly values: readonly (number | null)[];
    /** The part of each that was measured, 0…1. */
    readonly shares: readonly number[];
    /** The first letter of each one's quality: measured, estimated, extrapolated (x), incomplete, unknown. */
    readonly qualities: string;
  };
  /** Stretches of days that were not measured. */
  readonly bands: readonly { readonly from: number; readonly to: number; readonly quality: string }[];
  /** Readings that were not believed. */
  readonly rejected: readonly { readonly time: number; readonly value: number; readonly type: string }[];
  readonly incidents: readonly ChartIncident[];
}

export interface ChartIncident {
  readonly id: string;
  readonly type: string;
  readonly severity: string;
  readonly from: number;
  readonly to: number;
}

const letters: Readonly<Record<string, string>> = { extrapolated: 'x' };
const names: Readonly<Record<string, string>> = {
  m: 'measured',
  e: 'estimated',
  x: 'extrapolated',
  i: 'incomplete',
  u: 'unknown',
};

export function qualityLetter(quality: string): string {
  return letters[quality] ?? quality.charAt(0);
}

export function qualityOfLetter(letter: string | undefined): string {
  return names[letter ?? 'u'] ?? 'unknown';
}
