import type { AssetKey } from '@meterworks/assets';
import { expect, onTestFinished } from 'vitest';
import { unfenced } from '../../src/lease/fence.ts';
import type { MaintenancePlace } from '../../src/maintenance/maintenance-report.ts';
import { stateStoreIn } from '../../src/state/open-state-store.ts';
import { ValueSource } from '../../src/testing/index.ts';
import { materialize, openWorkshop } from '../engine/workshop.ts';
import { correctedSums, type DayNumber, days, type SumSettings } from './corrected-sums.ts';

export const keyOf = (day: number): string => `2011-12-${String(day).padStart(2, '0')}`;
export const ordinalOf = (day: number): number => days.ordinalOf(keyOf(day));
export const sums = 'sums' as AssetKey;

/** Sums over the first twenty days of a month, made and gone on with from the 19th. */
export async function openShop() {
  const workshop = await openWorkshop('2012-01-20T12:00:00Z', 'memory');
  onTestFinished(() => workshop.close());
  const source = new ValueSource<'day', DayNumber>('numbers', days);
  for (let day = 1; day <= 20; day++) source.set(keyOf(day), { amount: day });
  const other = new ValueSource<'day', DayNumber>('others', days);
  for (let day = 1; day <= 20; day++) other.set(keyOf(day), { amount: day });
  const calls: string[] = [];
  const loaded: string[] = [];
  for (const one of [source, other]) {
    const load = one.load.bind(one);
    one.load = (asset, span) => {
      loaded.push(`${days.keyOf(span.from)}…${days.keyOf(span.to)}`);
      return load(asset, span);
    };
  }
  const state = stateStoreIn(workshop.connection);
  const definitions = (settings: Partial<SumSettings>) =>
    correctedSums(
      { numbers: source.asset, factor: 1, code: '0', skip: 0, ...settings },
      {
        isResumable: true,
        onCompute({ kind, from }) {
          calls.push(`${kind} ${days.keyOf(from)}`);
          shop.onCall();
        },
      },
    ).assets;
  const define = (settings: Partial<SumSettings> = {}, parts: Parameters<typeof workshop.define>[2] = {}) =>
    workshop.define(
      [source.asset.definition, other.asset.definition, ...definitions(settings).map(({ definition }) => definition)],
      [source, other],
      parts,
    );
  const shop = {
    ...workshop,
    workshop,
    onCall: () => {},
    state,
    source,
    other,
    calls,
    loaded,
    define,
    run: async (settings: Partial<SumSettings> = {}) => materialize(define(settings)),
    place: (): MaintenancePlace => ({
      ...workshop,
      state,
      graph: define().graph,
      fence: unfenced,
      now: workshop.clock.now(),
    }),
    checkpoint: () => state.readCheckpoint('sums' as AssetKey),
    append: (day = 21) => source.set(keyOf(day), { amount: day }),
  };
  await shop.run();
  expect(calls.splice(0)).toEqual(['whole 2011-12-01']);
  loaded.splice(0);
  return shop;
}
