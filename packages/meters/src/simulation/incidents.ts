import type { Zone } from '@meterworks/assets';
import { HOUR_MS, type HourGrid } from './hour-grid.ts';
import { instantOn } from './local-instant.ts';

/** Something that truly happened to a flow: it is in the truth's amounts, and an anomaly to be found. */
export interface Incident {
  readonly stream: string;
  readonly type: 'leak' | 'spike' | 'step' | 'drop';
  /** Instants, ms; `to` is Infinity for what lasts. */
  readonly from: number;
  readonly to: number;
  readonly scale: number;
  /** Per hour, in the stream's unit, after scaling. */
  readonly added: number;
  readonly detail: string;
}

/** Changes `flow` in place for the hours that begin inside the incident. */
export function applyIncident(flow: Float64Array, grid: HourGrid, incident: Incident): void {
  const first = Math.max(0, Math.ceil((incident.from - grid.start) / HOUR_MS));
  const last = Math.min(grid.hours, Math.ceil((incident.to - grid.start) / HOUR_MS));
  for (let hour = first; hour < last; hour++) flow[hour] = (flow[hour] ?? 0) * incident.scale + incident.added;
}

export function houseIncidents(zone: Zone): readonly Incident[] {
  const absence = { from: instantOn(zone, '2025-05-05', 9), to: instantOn(zone, '2025-05-26', 18) };
  const leak = instantOn(zone, '2024-05-14', 3);
  return [
    {
      stream: 'og1_wasser_kalt',
      type: 'leak',
      from: leak,
      to: leak + 5 * 24 * HOUR_MS,
      scale: 1,
      added: 0.006,
      detail: '6 L run through every hour; haupt_wasser sees them too',
    },
    {
      stream: 'og1_strom',
      type: 'spike',
      from: instantOn(zone, '2024-08-17', 8),
      to: instantOn(zone, '2024-08-17', 18),
      scale: 1,
      added: 3,
      detail: '3 kW more for ten hours',
    },
    {
      stream: 'eg_strom',
      type: 'step',
      from: instantOn(zone, '2024-03-01', 12),
      to: Number.POSITIVE_INFINITY,
      scale: 1,
      added: 0.13,
      detail: '0.13 kW more day and night from here on',
    },
    ...(['og2_strom', 'og2_wasser_kalt', 'og2_wasser_warm'] as const).map(
      (stream): Incident => ({
        stream,
        type: 'drop',
        ...absence,
        scale: stream === 'og2_strom' ? 0.3 : 0,
        added: 0,
        detail: 'nobody is in for three weeks',
      }),
    ),
  ];
}
