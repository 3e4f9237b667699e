import type { EntryDoubt, EntryFault } from '@meterworks/meters/entry';
import type { Finding } from '@meterworks/meters/findings';
import type { Formats } from '../formats.ts';

/** How registers, instants and rates are written. */
interface Written {
  readonly register: (value: number) => string;
  readonly at: (instant: number) => string;
  readonly rate: (perDay: number) => string;
}

/** Readings typed in by hand, and what was found in those that are there. */
export const readings = (format: Formats) => ({
  enter: 'Enter a reading',
  date: 'Date',
  time: 'Time',
  registerIn: (unit: string | null) => (unit === null ? 'Register' : `Register in ${unit}`),
  check: 'Check',
  zone: (zone: string) => `Local time of ${zone}.`,
  twice: 'The clocks were set back and showed this hour twice. Which one?',
  passes: (pass: number, offset: string) => `${pass === 0 ? 'the first' : 'the second'} (${offset})`,
  skipped: 'No clock showed this time: they were set forward over it.',
  registerFault: {
    none: 'This is no number of a register.',
    open: 'Is the mark a decimal mark or for thousands? Write it with decimals, or without the mark.',
  },
  register: 'Register',
  before: 'Reading before',
  after: 'Reading after',
  none: 'none',
  registerAt: (register: string, at: string) => `${register} (${at})`,
  sinceThen: 'Since then',
  thatIs: 'That is',
  usual: 'Usual',
  usualOf: { 'year-before': 'as a year before', 'all-before': 'as in all the time before' },
  notKnownYet: 'not known yet',
  aDay: (amount: string) => `${amount} a day`,
  plausible: 'Plausible: nothing speaks against it.',
  against(what: EntryFault | EntryDoubt, { register, at, rate }: Written): string {
    switch (what.kind) {
      case 'not-a-number':
        return 'It is no number.';
      case 'negative':
        return 'It lies below zero.';
      case 'beyond-digits':
        return `The register of this meter ends before ${register(what.limit)}.`;
      case 'in-the-future':
        return `This time is still to come: it is ${at(what.now)}.`;
      case 'before-installation':
        return `The meter was installed only at ${at(what.installed)}.`;
      case 'after-removal':
        return `The meter was removed at ${at(what.removed)}.`;
      case 'known':
        return 'This reading is there already.';
      case 'falls':
        return `It lies below the reading before, ${register(what.from)}. A meter does not count back.`;
      case 'rolls-over':
        return `It lies below the reading before, ${register(what.from)}: has the register passed its last number?`;
      case 'above-next':
        return `It lies above the reading after it, ${register(what.next)}.`;
      case 'another-register':
        return `At this time there is another reading: ${what.registers.map(register).join(', ')}.`;
      case 'too-fast':
        return `This meter counts ${rate(what.mostPerDay)} at most.`;
      case 'much-more':
        return 'This is far more than usual.';
      case 'much-less':
        return 'This is far less than usual.';
    }
  },
  save: 'Save the reading',
  saveAllTheSame: 'Save it all the same',
  written: (register: string, at: string) => `Written: ${register} at ${at}.`,
  stale: 'What is not fresh by it:',
  staleBefore: (count: number) =>
    count === 1
      ? 'Another partition was not fresh before already; it is made too.'
      : `${format.count(count)} others were not fresh before already; they are made too.`,
  found: 'Found in the readings',
  nothingFound: 'Nothing was found with the readings, as of the last run.',
  more: (count: number) => `Show more of ${format.count(count)}`,
  states: { proposed: 'waits for more readings or your word', settled: 'settled by the readings', decided: 'decided' },
  verdicts: { accept: 'accepted by you', reject: 'rejected by you' },
  decide: { accept: 'Accept', reject: 'Reject', withdraw: 'Take it back' },
  verdictMeanings: {
    accept: 'The reading is believed whatever it looks like; a fall before it is a reset or an exchange.',
    reject: 'The reading is dropped.',
    withdraw: 'The repair judges it again.',
  },
  decided: 'Noted; it counts from the next run on.',
  asYouSaid: (register: string) => `The reading of ${register}, as you said.`,
  finding({ type, from, to, amount, dropped, proposed }: Finding, register: (value: number) => string): string {
    const many = dropped === 1 ? 'A reading' : `${format.count(dropped)} readings`;
    const were = dropped === 1 ? 'was' : 'were';
    const after = Number.isFinite(from) ? ` after ${register(from)}` : '';
    switch (type) {
      case 'spike':
        return `${many} of ${register(to)}${after} ${were} dropped: those around it do not allow it.`;
      case 'zero':
        return `${many} of 0${after} ${were} dropped: the register goes on where it was.`;
      case 'conflict':
        return `${many} of ${register(to)} at a time that also has ${register(from)} ${were} dropped.`;
      case 'not-a-number':
        return `${many} ${were} dropped: not a number.`;
      case 'negative':
        return `${many} below zero (${register(to)}) ${were} dropped.`;
      case 'in-the-future':
        return `${many} in the future ${were} dropped.`;
      case 'rejected':
        return `${many} of ${register(to)} ${were} rejected.`;
      case 'dip':
        return `The register dips from ${register(from)} to ${register(to)}: it is held, nothing flows back.`;
      case 'stale-hold':
        return `${many} repeated ${register(from)} while the meter counted on: ${register(amount)} were spread over the time.`;
      case 'reset':
        return `The register fell from ${register(from)} to ${register(to)} and counts on from there: ${register(amount)} in between, a bounded guess.`;
      case 'rollover':
        return `The register passed its last number, from ${register(from)} to ${register(to)}: ${register(amount)} in between.`;
      case 'exchange':
        return proposed
          ? `The register went from ${register(from)} to ${register(to)}: an exchange nobody declared? Nothing is counted in between; exchanges in meters.yaml can say more.`
          : `The meter was exchanged at ${register(from)}; the new one began at ${register(to)}.`;
      case 'unconfirmed-fall':
        return `The register fell from ${register(from)} to ${register(to)} and ${many.toLowerCase()} ${were} set aside: a typing error, a reset or an exchange?`;
      case 'implausible-rate':
        return dropped > 0
          ? `${many} from ${register(to)} on${after} ${were} set aside: faster than this meter can count.`
          : `The register rose from ${register(from)} to ${register(to)}, faster than this meter is known to count: it was believed.`;
    }
  },
});
