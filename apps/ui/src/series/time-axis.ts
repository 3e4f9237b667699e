import uPlot from 'uplot';
import type { Formats } from '../words/formats.ts';

/** Seconds between ticks, their text, and what is added where year or day changes. */
const timeLabels = [
  [31_536_000, '{YYYY}', null, null, null, null, null, null, 1],
  [2_419_200, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [86_400, '{D} {MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [60, '{HH}:{mm}', '\n{D} {MMM} {YYYY}', null, '\n{D} {MMM}', null, null, null, 1],
] as (string | number | null)[][];

/** How an axis of time is labelled: in a zone, with the months of a language. */
export function timeAxis(zone: string, format: Formats) {
  // The short names of months stand for the long ones, which no label has.
  const names = { MMMM: [...format.months], MMM: [...format.months], WWWW: [], WWW: [] };
  return {
    labels: timeLabels,
    fmtDate: (template: string) => uPlot.fmtDate(template, names),
    tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1_000), zone),
  };
}
