import type { Formats } from '../formats.ts';
import type { Texts } from '../texts.ts';

export const meters = (format: Formats): Texts['meters'] => ({
  title: 'Zähler',
  note: (count) => `${format.count(count)} Zähler`,
  meter: 'Der Zähler',
  now: 'Jetzt',
  kind: 'Art',
  kinds: { physical: 'physisch', master: 'Hauptzähler: einer über mehrere', virtual: 'virtuell: berechnet' },
  shortKinds: { physical: 'physisch', master: 'Hauptzähler', virtual: 'virtuell' },
  lastDay: 'Letzter Tag',
  register: 'Zählerstand',
  chartTitle: 'Zählerstand und Verbrauch',
  chartLabel:
    'Verlauf von Zählerstand und Verbrauch; Pfeiltasten verschieben, Plus und Minus vergrößern und verkleinern',
  length: 'Wie lang der gezeigte Zeitraum ist',
  lengths: { day: 'Tag', week: 'Woche', month: 'Monat', year: 'Jahr', all: 'Alles' },
  earlier: 'Früher',
  later: 'Später',
  closer: 'Näher',
  wider: 'Weiter',
  span: (from, to) => (from === to ? from : `${from} – ${to}`),
  legend:
    'Punkte: Ablesungen; Kreuze: nicht geglaubt. Schattiert: geschätzt. Schraffiert: hochgerechnet. Fähnchen: Auffälligkeiten. Ziehen vergrößert, auch Strg und Mausrad; Doppelklick verkleinert.',
  readingsShown: (total, thinned) =>
    `${format.count(total)} Ablesungen${thinned ? ', auf ihre Spitzen ausgedünnt.' : '.'}`,
  loading: 'Lädt…',
  qualityOf: (quality, share, part) => (part > 0 && part < 1 ? `${quality}, ${share} gemessen` : quality),
  yearOverYear: 'Jahresvergleich',
  yearChart: (years) => `Verbrauch nach Monaten der Jahre ${years}`,
  measuredShare: (share) => `${share} gemessen`,
  year: 'Jahr',
  amount: 'Verbrauch',
  toDate: 'Bis heute',
  change: 'Änderung',
  measured: 'Gemessen',
  toDateMeaning:
    'Bis heute: je Jahr Januar bis zum neuesten Monat, den es gibt; die Änderung vergleicht die Monate, die beide Jahre haben.',
  thisMonth: 'Dieser Monat',
  lastMonth: 'Voriger Monat',
  last: '12 Monate',
  byMonth: 'Nach Monaten',
  earlierOnes: 'Die davor',
  laterOnes: (count) => `Die nächsten von ${format.count(count)}`,
});
