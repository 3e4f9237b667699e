export const lineage = {
  filter: 'Filter by name or unit',
  stage: 'Stage',
  allStages: 'all stages',
  opensPage: (key: string) => `${key}, opens its page`,
  controls: 'Zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fitView: 'Fit the view',
};
