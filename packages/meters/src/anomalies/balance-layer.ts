import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import { type BalanceColumns, isTelling } from './balance-columns.ts';
import type { DayColumns } from './day-columns.ts';
import { medianOf, sortSmall } from './order-statistics.ts';
import { dayDeviation, usualRestOf } from './share-shift.ts';
import { reportShifts } from './shift-verdicts.ts';
import { balance, level } from './thresholds.ts';
import type { Told } from './told.ts';
import { learnRests, type UsualRest } from './usual-rest.ts';
import { plainNumber, type Report, shareText } from './verdict.ts';

/**
 * `balance` of what is left over from a whole and its parts, all of them measured: the parts exceed the whole; the share that is left
 * has shifted for good; or one day's share is beyond all that were. What other layers told of the same side is not told again, and
 * `told` takes up what is told here.
 */
export function reportBalance(
  input: AnomalyInput,
  columns: DayColumns,
  days: BalanceColumns,
  told: Told,
  report: Report,
): void {
  const usualOn = learnRests(days, input.kind);
  reportExcess(input, columns, days, usualOn, report);
  reportShifts(input, columns, days, usualOn, told, report);
  reportOddDays(input, columns, days, usualOn, told, report);
}

/** Days whose share is beyond all that were. Those that go on are one incident, as long as a shift would need to show. */
function reportOddDays(
  input: AnomalyInput,
  { wanted, count }: DayColumns,
  days: BalanceColumns,
  usualOn: (i: number) => UsualRest | undefined,
  told: Told,
  report: Report,
): void {
  const odd = new Int8Array(count);
  for (let i = Math.max(0, wanted - level.budgetDays - balance.lastingDays); i < count; i++) {
    const usual = usualOn(i);
    const side = usual === undefined ? 0 : oddSide(days, i, usual);
    odd[i] = side;
    if (usual === undefined || side === 0 || i < wanted) continue;
    let since = i;
    while (odd[since - 1] === side && i - since < balance.lastingDays) since--;
    const asked = Math.max(0, since - level.budgetDays);
    if (odd.subarray(asked, since).includes(side) || told.sides.subarray(asked, i + 1).includes(side)) continue;
    reportOddDay(input, days, i, since, usual, report);
  }
}

/**
 * Measured days on which the parts exceed the whole, by more than a share of it that two clocks and two roundings explain, and by more than is
 * usual, where that is known: who knows that his parts count too much is not told every day.
 */
function reportExcess(
  { kind, unit }: AnomalyInput,
  { wanted, count, firstDay }: DayColumns,
  days: BalanceColumns,
  usualOn: (i: number) => UsualRest | undefined,
  report: Report,
): void {
  const { whole, rest } = days;
  const violated = (i: number): boolean => {
    if (!(-(rest[i] as number) > balance.tolerance[kind] * Math.max(0, whole[i] as number))) return false;
    const usual = usualOn(i);
    return usual === undefined || !isTelling(whole[i] as number, usual.whole) || oddSide(days, i, usual) === -1;
  };
  const from = Math.max(0, wanted - balance.longestExcess);
  const odd = Uint8Array.from({ length: count }, (_, i) => (i >= from && violated(i) ? 1 : 0));
  for (let i = wanted; i < count; i++) {
    if (odd[i] === 0) continue;
    let since = i;
    for (let k = i - 1; k >= Math.max(0, i - balance.longestExcess) && since - k <= balance.clearDays + 1; k--) {
      if (odd[k] === 1) since = k;
    }
    if (i - since >= balance.longestExcess - balance.clearDays) continue;
    const observed = rest[i] as number;
    const usual = usualSize(rest, i);
    report(firstDay + i, {
      type: 'balance',
      severity: -observed > balance.criticalShare * usual ? 'critical' : 'warning',
      since: firstDay + since,
      observed,
      expected: usual,
      lower: 0,
      message: `The parts exceed the whole by ${plainNumber(-observed)} ${unit} on ${formatDay(firstDay + i)}.`,
    });
  }
}

/** 1 or −1 where a day's share is beyond the band and beyond all that were, above or below; else 0. */
function oddSide(days: BalanceColumns, i: number, usual: UsualRest): -1 | 0 | 1 {
  const { centre, spread, least, most } = usual;
  const deviation = dayDeviation(days, i, usual) - centre;
  const band = balance.bandSpreads * spread;
  if (deviation > Math.max(band, balance.beyondRange * (most - centre))) return 1;
  return -deviation > Math.max(band, balance.beyondRange * (centre - least)) ? -1 : 0;
}

function reportOddDay(
  { unit }: AnomalyInput,
  { firstDay, whole, rest }: BalanceColumns,
  i: number,
  since: number,
  usual: UsualRest,
  report: Report,
): void {
  const ofWhole = whole[i] as number;
  const observed = rest[i] as number;
  const expected = usualRestOf({ days: 1, whole: ofWhole, rest: observed }, usual) + usual.centre * ofWhole;
  const band = balance.bandSpreads * usual.spread * ofWhole;
  report(firstDay + i, {
    type: 'balance',
    severity: 'warning',
    since: firstDay + since,
    observed,
    expected,
    lower: expected - band,
    upper: expected + band,
    score: (balance.bandSpreads * (observed - expected)) / band,
    message:
      `The parts left ${shareText(observed / ofWhole)} of the whole on ${formatDay(firstDay + i)}: ${plainNumber(observed)} ${unit}, ` +
      `where ${plainNumber(expected)} ${unit} are usual (${plainNumber(expected - band)} to ${plainNumber(expected + band)}).`,
  });
}

/** Median size of what was left on the measured days before; NaN where there are none. */
function usualSize(rest: Float64Array, i: number): number {
  const before = rest.subarray(Math.max(0, i - balance.usualDays), i).filter((amount) => !Number.isNaN(amount));
  return medianOf(sortSmall(before.map(Math.abs)));
}
