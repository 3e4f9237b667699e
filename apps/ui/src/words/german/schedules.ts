import type { Texts } from '../texts.ts';
import { ruleDecided } from './rule-sentence.ts';
import { tickDecided, tickOutcome } from './tick-sentence.ts';

export const schedules: Texts['schedules'] = {
  decided: tickDecided,
  cameTo: tickOutcome,
  title: 'Zeitpläne',
  note: 'Was von selbst läuft, was als Nächstes kommt und was jedes Mal entschieden wurde.',
  none: 'Noch ist kein Zeitplan festgehalten: Der Dienst tut das beim Start.',
  state: 'Zustand',
  on: 'an',
  off: 'aus',
  switched: 'Geschaltet',
  by: (actor, instant) => `von ${actor}, ${instant}`,
  expression: 'Wann',
  next: 'Nächste',
  due: 'Fällig',
  decision: 'Was entschieden wurde, und warum',
  ruleSaid: ruleDecided,
  settled: (count, of) => `Regeln sehen jede Minute nach ${of} Assets; zuletzt war von ${count} alles aktuell.`,
  rules: 'Nach Regel',
  rule: 'Regel',
  decidedAt: 'Entschieden',
  ruleKinds: { eager: 'bei jedem Blick', cron: 'nach Plan', manual: 'von Hand' },
  noTick: 'Er war noch nicht fällig.',
  switchOn: 'Einschalten',
  switchOff: 'Ausschalten',
  runNow: 'Jetzt ausführen',
};
