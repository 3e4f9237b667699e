import { formatDay } from '@meterworks/assets';
import type { AnomalyInput } from './anomaly-input.ts';
import type { BalanceColumns, BalanceSum } from './balance-columns.ts';
import type { DayColumns } from './day-columns.ts';
import { isSeasonalShift, type ShareShift, shiftOn, sumDeviations, usualRestOf } from './share-shift.ts';
import { balance, change } from './thresholds.ts';
import type { Told } from './told.ts';
import type { UsualRest } from './usual-rest.ts';
import { plainNumber, type Report, shareText } from './verdict.ts';

/** Lasting shifts of the share that is left, each one incident from the day on which it shows until it is the new share. */
export function reportShifts(
  input: AnomalyInput,
  { wanted, count }: DayColumns,
  days: BalanceColumns,
  usualOn: (i: number) => UsualRest | undefined,
  told: Told,
  report: Report,
): void {
  const sums = [sumDeviations(days, 1), sumDeviations(days, -1)];
  let run: { readonly opened: number; readonly first: ShareShift; last: number } | undefined;
  // As far back as steps ask what was told.
  const asked = Math.max(0, wanted - change.toldDays);
  for (let i = Math.max(0, asked - balance.longestRun); i < count; i++) {
    const usual = usualOn(i);
    const shift = usual === undefined ? undefined : shiftOn(days, i, usual, sums);
    if (shift === undefined) continue;
    const goesOn = run?.first.sign === shift.sign && i - run.last <= balance.clearDays + 1;
    run = goesOn && run !== undefined ? run : { opened: i, first: shift, last: i };
    run.last = i;
    if (i < asked || i - run.opened >= balance.longestRun - balance.clearDays) continue;
    const { since, sign } = run.first;
    told.sides[i] = sign;
    told.starts[i] = i;
    if (i < wanted || Number.isNaN(days.rest[i]) || isSeasonalShift(days, i, shift)) continue;
    reportShift(input, days, i, since, shift, report);
  }
}

function reportShift(
  { unit }: AnomalyInput,
  { firstDay }: BalanceColumns,
  i: number,
  since: number,
  shift: ShareShift,
  report: Report,
): void {
  const { after, before, sign, size, usual } = shift;
  const expected = usualRestOf(after, usual) + usual.monthly * after.whole;
  const perDay = Math.abs(after.rest / after.days - before.rest / before.days);
  report(firstDay + i, {
    type: 'balance',
    severity: size > balance.criticalShift ? 'critical' : 'warning',
    since: firstDay + since,
    observed: after.rest,
    expected,
    lower: expected - usual.monthlyBand * after.whole,
    upper: expected + usual.monthlyBand * after.whole,
    score: (sign * size * balance.bandSpreads) / usual.monthlyBand,
    message:
      `Since ${formatDay(firstDay + since)} the parts leave ${shareText(after.rest / after.whole)} of the whole, where ${shareText(expected / after.whole)} are usual: ` +
      `about ${plainNumber(perDay)} ${unit} a day ${sign > 0 ? 'more' : 'less'}. ${likelyCause(shift)}`,
  });
}

/**
 * The two sides beside each other, and what may be behind it. Which of both it is a few weeks of either don't say: they differ by more than
 * that by themselves.
 */
function likelyCause({ after, before, sign }: ShareShift): string {
  const changeOf = (of: (sum: BalanceSum) => number): string => {
    const ratio = of(after) / after.days / (of(before) / before.days) - 1;
    return `${shareText(Math.abs(ratio))} ${ratio < 0 ? 'less' : 'more'}`;
  };
  const sides = `A day the whole counts ${changeOf(({ whole }) => whole)} than in the weeks before, the parts ${changeOf(({ whole, rest }) => whole - rest)}`;
  return sign > 0
    ? `${sides}: something takes it that no part counts, such as a leak, or a part counts less than goes through it.`
    : `${sides}: something that no part counts has ended, or a part counts more than goes through it, or twice.`;
}
