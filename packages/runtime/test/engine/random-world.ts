import { daily, monthly } from '@meterworks/assets';
import fc from 'fast-check';
import { type AssetSettings, buildHouse, type Call, type RandomAsset, untouched } from './random-house.ts';
import { NumberSource } from './workshop.ts';

/** A zone that skipped a date, 2011-12-30, among these days. */
const zone = 'Pacific/Apia';
const start = '2011-12-12';
const schemes = { day: daily({ zone, start }), month: monthly({ zone, start }) };
const first = schemes.day.startOrdinal;
export const now = '2012-01-12T12:00:00Z';

/** Something that happens to the world between two runs. */
export type Edit = (world: World) => void;

/** What lies outside the engine: what the source sees, and how the assets are declared. */
export class World {
  readonly numbers = new NumberSource('numbers', schemes.day);
  readonly house: readonly RandomAsset[];
  settings: AssetSettings[];
  daysPassed = 0;
  onCall: (call: Call) => void = () => {};
  onFailure: (at: Pick<Call, 'asset' | 'ordinal'>) => void = () => {};

  constructor(house: readonly RandomAsset[]) {
    this.house = house;
    this.settings = house.map(() => untouched);
    for (let day = 0; day < 31; day += 1)
      if (schemes.day.exists(first + day)) this.numbers.values.set(first + day, day % 4);
  }

  get definitions() {
    const assets = buildHouse(
      this.house,
      this.settings,
      this.numbers,
      schemes,
      (call) => this.onCall(call),
      (at) => this.onFailure(at),
    );
    return [this.numbers.asset.definition, ...assets.map((one) => one.definition)];
  }

  change(asset: number, settings: Partial<AssetSettings>): void {
    const at = asset % this.house.length;
    this.settings[at] = { ...(this.settings[at] ?? untouched), ...settings };
  }

  get names(): string[] {
    return this.house.map((_, i) => `asset${i}`);
  }
}

const anyAsset = fc.nat({ max: 4 });
const anyDay = fc.integer({ min: 0, max: 32 });
export const inputEdit: fc.Arbitrary<Edit> = fc
  .tuple(anyDay, fc.constantFrom(0, 1, 2, 3, 4, undefined))
  .map(([day, value]) => (world) => {
    if (!schemes.day.exists(first + day)) return;
    if (value === undefined) world.numbers.values.delete(first + day);
    else world.numbers.values.set(first + day, value);
  });
export const definitionEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(anyAsset, fc.nat({ max: 2 })).map(
    ([asset, code]): Edit =>
      (world) =>
        world.change(asset, { code }),
  ),
  fc.tuple(anyAsset, fc.integer({ min: 1, max: 3 }), fc.constantFrom(0, 0, 1, 7)).map(
    ([asset, factor, laterFrom]): Edit =>
      (world) =>
        world.change(asset, { factor, laterFrom }),
  ),
);
export const domainEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(anyAsset, fc.constantFrom(0, 1, 4), fc.constantFrom(0, 1, 3)).map(
    ([asset, from, to]): Edit =>
      (world) =>
        world.change(asset, { trim: [from, to] }),
  ),
  fc.integer({ min: 1, max: 40 }).map(
    (days): Edit =>
      (world) => {
        world.daysPassed += days;
      },
  ),
);
export const failureEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(anyAsset, fc.array(anyDay, { minLength: 1, maxLength: 3 })).map(
    ([asset, failing]): Edit =>
      (world) =>
        world.change(asset, { failing }),
  ),
  anyAsset.map(
    (asset): Edit =>
      (world) =>
        world.change(asset, { throws: true }),
  ),
);
export const mending: Edit = (world) => {
  for (const i of world.settings.keys()) world.change(i, { failing: [], throws: false });
};
