import type { Formats } from '../formats.ts';

export const meters = (format: Formats) => ({
  title: 'Meters',
  note: (count: number) => `${format.count(count)} ${count === 1 ? 'meter' : 'meters'}`,
  meter: 'Meter',
  now: 'Now',
  kind: 'Kind',
  kinds: {
    physical: 'physical',
    master: 'master: one meter over several',
    virtual: 'virtual: calculated',
  } as Readonly<Record<string, string>>,
  shortKinds: { physical: 'physical', master: 'master', virtual: 'virtual' } as Readonly<Record<string, string>>,
  lastDay: 'Last day',
  register: 'Register',
  chartTitle: 'Register and consumption',
  chartLabel: 'Chart of register and consumption; arrow keys move it, plus and minus zoom',
  length: 'How long a stretch is shown',
  lengths: { day: 'Day', week: 'Week', month: 'Month', year: 'Year', all: 'All' },
  earlier: 'Earlier',
  later: 'Later',
  closer: 'Closer',
  wider: 'Wider',
  span: (from: string, to: string) => (from === to ? from : `${from} – ${to}`),
  legend:
    'Dots: readings; crosses: not believed. Shaded: estimated. Hatched: extrapolated. Flags: anomalies. Drag to zoom, Ctrl and wheel too; double click zooms out.',
  readingsShown: (total: number, thinned: boolean) =>
    `${format.count(total)} readings${thinned ? ', thinned to their peaks.' : '.'}`,
  loading: 'Loading…',
  qualityOf: (quality: string, share: string, part: number) =>
    part > 0 && part < 1 ? `${quality}, ${share} measured` : quality,
  yearOverYear: 'Year over year',
  yearChart: (years: string) => `Consumption by month of the years ${years}`,
  measuredShare: (share: string) => `${share} measured`,
  year: 'Year',
  amount: 'Consumption',
  toDate: 'To date',
  change: 'Change',
  measured: 'Measured',
  toDateMeaning:
    'To date: January up to the newest month there is, of each year; the change compares the months that both years have.',
  thisMonth: 'This month',
  lastMonth: 'Last month',
  last: '12 months',
  byMonth: 'By month',
  earlierOnes: 'Those before',
  laterOnes: (count: number) => `The next of ${format.count(count)}`,
});
