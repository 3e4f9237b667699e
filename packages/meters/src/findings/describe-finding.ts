import type { RepairEvent } from '../values/repaired-day.ts';

/** One English sentence on what was found and what follows. Registers and amounts in `unit`. */
export function describeFinding(event: RepairEvent, unit: string): string {
  const { type, from, to, amount, dropped, proposed } = event;
  const moved = `${plain(amount)} ${unit}`;
  const readings = dropped === 1 ? 'a reading' : `${dropped} readings`;
  const was = dropped === 1 ? 'was' : 'were';
  const after = Number.isNaN(from) ? '' : ` after ${plain(from)}`;
  switch (type) {
    case 'spike':
      return `${readings} of ${plain(to)}${after} ${was} dropped: those around it do not allow it`;
    case 'zero':
      return `${readings} of 0${after} ${was} dropped: the register goes on where it was`;
    case 'conflict':
      return `${readings} of ${plain(to)} at a time that also has ${plain(from)} ${was} dropped`;
    case 'not-a-number':
      return `${readings} ${was} dropped: not a number`;
    case 'negative':
      return `${readings} below zero (${plain(to)}) ${was} dropped`;
    case 'in-the-future':
      return `${readings} in the future ${was} dropped`;
    case 'rejected':
      return `${readings} of ${plain(to)} ${was} rejected`;
    case 'dip':
      return `the register dips from ${plain(from)} to ${plain(to)}: it is held, nothing flows back`;
    case 'stale-hold':
      return `${readings} repeated ${plain(from)} while the meter counted on: ${moved} were spread over the time`;
    case 'reset':
      return `the register fell from ${plain(from)} to ${plain(to)} and counts on from there: ${moved} in between, a bounded guess`;
    case 'rollover':
      return `the register passed its last number, from ${plain(from)} to ${plain(to)}: ${moved} in between`;
    case 'exchange':
      if (!proposed) return `the meter was exchanged at ${plain(from)}; the new one began at ${plain(to)}`;
      return `the register went from ${plain(from)} to ${plain(to)}: an exchange nobody declared? Nothing is counted in between; exchanges in meters.yaml can say more`;
    case 'unconfirmed-fall':
      return `the register fell from ${plain(from)} to ${plain(to)} and ${readings} ${was} set aside: a typing error, a reset or an exchange?`;
    case 'implausible-rate':
      if (dropped > 0)
        return `${readings} from ${plain(to)} on${after} ${was} set aside: faster than this meter can count`;
      return `the register rose from ${plain(from)} to ${plain(to)}, faster than this meter is known to count: it was believed`;
  }
}

/** Without the noise of binary fractions. */
function plain(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(12))) : 'an unknown register';
}
