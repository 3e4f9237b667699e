export const lineage = {
  select: 'Selection or words, such as +virtual/…',
  selectHelp:
    'consumption/*, tag:gas, group:anomalies, state:stale; +x with all above, x+ with all below, 2+x+1 generations; and, or, not, ( )',
  stage: 'Stage',
  allStages: 'all stages',
  collapse: 'Stages collapsed',
  graph: 'Lineage; arrow keys move from asset to asset, Enter opens, P marks the ends of a path, Escape forgets them',
  opensPage: (key: string) => `${key}, opens its page`,
  controls: 'Zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fitView: 'Fit the view',
  fault: (column: number, found: string, nearest: string | undefined) =>
    `At sign ${column}: ${found} does not fit${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
  backfill: 'Backfill these…',
  pathFrom: (from: string) => `Path from ${from}: shift-click the other end`,
  path: (from: string, to: string, count: number) =>
    count === 0 ? `No path leads between ${from} and ${to}` : `${from} … ${to}: ${count} assets`,
  noPath: 'Forget the path',
};
