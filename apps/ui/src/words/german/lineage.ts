import type { Texts } from '../texts.ts';

export const lineage: Texts['lineage'] = {
  select: 'Auswahl oder Wörter, etwa +virtual/…',
  selectHelp:
    'consumption/*, tag:gas, group:anomalies, state:stale; +x mit allem darüber, x+ mit allem darunter, 2+x+1 Generationen; and, or, not, ( )',
  stage: 'Stufe',
  allStages: 'alle Stufen',
  collapse: 'Stufen zusammengefasst',
  graph:
    'Datenfluss; Pfeiltasten führen von Asset zu Asset, Eingabe öffnet, P merkt die Enden eines Pfads, Escape vergisst sie',
  opensPage: (key) => `${key}, öffnet seine Seite`,
  controls: 'Vergrößerung',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  fitView: 'Alles zeigen',
  fault: (column, found, nearest) =>
    `Bei Zeichen ${column}: ${found} passt nicht${nearest === undefined ? '' : `; war ${nearest} gemeint?`}`,
  backfill: 'Diese nachholen…',
  pathFrom: (from) => `Pfad von ${from}: das andere Ende mit Umschalt anklicken`,
  path: (from, to, count) =>
    count === 0 ? `Kein Pfad führt zwischen ${from} und ${to}` : `${from} … ${to}: ${count} Assets`,
  noPath: 'Pfad vergessen',
};
