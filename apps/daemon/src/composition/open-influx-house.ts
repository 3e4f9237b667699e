import { homeAssistantLayout, housePublications, meterPlaces, resultMark } from '@meterworks/meters';
import type { Configuration, InfluxSettings } from '@meterworks/meters/config';
import { energyLayout, energyPlaces } from '@meterworks/meters/tibber';
import { type CallTally, type Clock, publishingSeriesStore, type SeriesStore, type Timers } from '@meterworks/runtime';
import { openInflux, openInfluxPublisher, openInfluxSeriesStore } from '@meterworks/runtime/influxdb';

/**
 * The series store of a house whose readings lie in InfluxDB's raw bucket, as Home Assistant writes them, and whose results are shown
 * in its processed bucket. The values themselves, and what the user decided, lie in the local file.
 */
export async function openInfluxHouse(house: {
  readonly path: string;
  readonly configuration: Configuration;
  readonly settings: InfluxSettings;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** What retries and time limits wait on. */
  readonly timers?: Timers;
  readonly calls?: CallTally;
}): Promise<SeriesStore> {
  const { path, configuration, settings, clock, signal, timers, calls } = house;
  const influx = openInflux({
    ...settings,
    token: settings.token.reveal(),
    ...(signal === undefined ? {} : { signal }),
    ...(timers === undefined ? {} : { timers }),
    ...(calls === undefined ? {} : { asked: (outcome) => calls.count('influxdb', outcome) }),
  });
  const layout = homeAssistantLayout(settings.bucketRaw);
  const places = meterPlaces(configuration);
  const publications = housePublications(configuration);
  const further = [{ layout: energyLayout(settings.bucketRaw), places: energyPlaces(configuration) }];
  const store = await openInfluxSeriesStore({ path, influx, layout, places, further, clock });
  const publisher = openInfluxPublisher({
    influx,
    publications,
    clock,
    bucket: settings.bucketProcessed,
    mark: resultMark,
  });
  return publishingSeriesStore(store, publisher);
}
