import type { Texts } from '../texts.ts';

export const lineage: Texts['lineage'] = {
  filter: 'Nach Name oder Einheit filtern',
  stage: 'Stufe',
  allStages: 'alle Stufen',
  opensPage: (key) => `${key}, öffnet seine Seite`,
  controls: 'Vergrößerung',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  fitView: 'Alles zeigen',
};
