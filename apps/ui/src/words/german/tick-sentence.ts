import type { TickView } from '@meterworks/runtime/read';
import { tibberFault } from './tibber-fault.ts';

const away = {
  asleep: 'Der Rechner schlief, oder seine Uhr wurde vorgestellt',
  'not-running': 'Der Dienst lief nicht',
} as const;

/** Warum so entschieden wurde; wo keine Gründe festgehalten sind, der aufgezeichnete Satz. */
export function tickDecided(tick: TickView, at: (instant: number) => string): string {
  const { decision, reason, sentence } = tick;
  if (reason === null) return sentence;
  const { working, startedAt, madeUpBy, switched } = reason;
  const why = reason.away === undefined ? undefined : away[reason.away];
  switch (decision) {
    case 'run':
      return 'Pünktlich begonnen.';
    case 'catch-up':
      return startedAt === undefined || why === undefined
        ? sentence
        : `Nachgeholt: ${at(startedAt)}. ${why}, als es fällig war.`;
    case 'missed':
      if (why === undefined) return sentence;
      return `Versäumt. ${why}.${madeUpBy === undefined ? '' : ` Der Termin ${at(madeUpBy)} holt es nach.`}`;
    case 'overlap':
      return working === undefined ? sentence : `Ausgelassen: Der Termin ${at(working)} war noch in Arbeit.`;
    case 'off':
      if (switched === undefined) return 'Ausgelassen: Der Zeitplan war aus.';
      return switched.on
        ? `Ausgelassen: Der Zeitplan war aus, bis ${switched.by} ihn einschaltete (${at(switched.at)}).`
        : `Ausgelassen: Der Zeitplan ist aus, seit ${switched.by} ihn ausschaltete (${at(switched.at)}).`;
  }
}

/** Was daraus wurde. Was andere falsch beantwortet haben, steht in ihren Worten dahinter. */
export function tickOutcome({ cameTo, outcome, run, status }: TickView): string | null {
  if (cameTo === null) return outcome;
  const { made, failed, seconds, faults } = cameTo;
  const number = (value: number, digits = 0) => value.toLocaleString('de-DE', { maximumFractionDigits: digits });
  const partitions = (count: number) => `${number(count)} ${count === 1 ? 'Partition' : 'Partitionen'}`;
  const done =
    run === null
      ? status === 'cancelled'
        ? 'Abgebrochen.'
        : 'Es gab nichts zu bilden.'
      : `${partitions(made)} gebildet${failed === 0 ? '' : `, ${number(failed)} fehlgeschlagen`}, in ${number(seconds, 1)} s.`;
  return [done, ...faults.map(tibberFault)].join(' ');
}
