import { type Codec, flag, float64, float64List, listOf, optionalFloat64, record, uint32 } from '@meterworks/assets';
import type { DaysCheckpoint } from './repair-days.ts';

type Learned = DaysCheckpoint['learned'];

const bins = listOf(uint32);

/** How a checkpoint of repaired days is kept. */
export const daysCheckpoint: Codec<DaysCheckpoint> = record<DaysCheckpoint>({
  times: float64List,
  registers: float64List,
  before: uint32,
  learned: record<Learned>({
    since: float64,
    steps: record<Learned['steps']>({
      rates: bins,
      continuing: bins,
      steps: bins,
      spacings: bins,
      total: float64,
      duration: float64,
      moving: flag,
    }),
    first: record<Learned['first']>({ steps: float64List, magnitude: float64, settled: optionalFloat64 }),
    high: optional(
      record<NonNullable<Learned['high']>>({
        limit: float64,
        most: float64,
        count: uint32,
        highest: listOf(float64),
        amount: float64,
        adjacent: flag,
        open: flag,
      }),
    ),
  }),
  scales: record<DaysCheckpoint['scales']>({
    maxRate: float64,
    holdRate: float64,
    tolerance: float64,
    resolution: float64,
    meanRate: float64,
    total: float64,
    sparse: flag,
  }),
  bounds: record<DaysCheckpoint['bounds']>({ counted: float64, uncounted: float64 }),
  movements: record<DaysCheckpoint['movements']>({ all: uint32, single: uint32 }),
  coarse: flag,
});

/** A value or nothing, as a list of at most one. */
function optional<V>(codec: Codec<V>): Codec<V | undefined> {
  const list = listOf(codec);
  return {
    schema: list.schema,
    write: (writer, value) => list.write(writer, value === undefined ? [] : [value]),
    read: (reader) => list.read(reader)[0],
  };
}
