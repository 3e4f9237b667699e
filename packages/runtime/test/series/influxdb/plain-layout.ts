import type { SampleLayout, SamplePlace } from '../../../src/series/influxdb/sample-places.ts';

/** A layout of its own for tests: kinds by a tag. */
export function plainLayout(bucket: string): SampleLayout {
  return {
    bucket,
    nameTag: 'series_id',
    field: 'value',
    kindTags: ['kind'],
    kindOf: ([kind = '']) => kind,
    tagsOf: (kind) => ({ kind }),
  };
}

/** Series that lie in measurement `kWh`, or in `MWh` a thousand times smaller. */
export function plainPlaces(names: Iterable<string>): Map<string, SamplePlace> {
  const measurements = [
    { measurement: 'kWh', factor: 1 },
    { measurement: 'MWh', factor: 1000 },
  ];
  return new Map([...names].map((name) => [name, { name, measurements }]));
}
