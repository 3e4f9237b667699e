/**
 * Samples and results on an InfluxDB 2 server. Apart from the package's main entry, because most commands never ask a server.
 *
 * - layout: how a bucket of samples is laid out; place: where in it one series lies
 * - publication: how the values of one asset are shown; mark: the tag that only our points have
 */
export {
  acceptForeign,
  copyForeign,
  deleteForeign,
  type ForeignPlace,
  ForeignPointsError,
  type ForeignSeries,
  foreignMeasurements,
  inspectForeign,
} from './foreign-points.ts';

export { type InfluxConnection, type InfluxOptions, openInflux } from './influx-connection.ts';
export { openInfluxPublisher } from './influx-publisher.ts';
export { openInfluxSeriesStore } from './influx-series-store.ts';
export { countExcepted, inspectEntities, type StoredEntity } from './inspect-entities.ts';
export { type BucketFacts, createBucket, inspectBucket, inspectServer, type ServerFacts } from './inspect-server.ts';
export { pointLines } from './line-protocol.ts';
