import { daily, monthly } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { type AssetSettings, anyHouse, buildHouse, type Call, type RandomAsset, untouched } from './random-house.ts';
import { materialize, NumberSource, openWorkshop, valuesOf } from './workshop.ts';

/** A zone that skipped a date, 2011-12-30, among these days. */
const zone = 'Pacific/Apia';
const start = '2011-12-12';
const schemes = { day: daily({ zone, start }), month: monthly({ zone, start }) };
const first = schemes.day.startOrdinal;
const now = '2012-01-12T12:00:00Z';

type Edit = (world: World) => void;

/** What lies outside the engine: what the source sees, and how the assets are declared. */
class World {
  readonly numbers = new NumberSource('numbers', schemes.day);
  readonly house: readonly RandomAsset[];
  settings: AssetSettings[];
  daysPassed = 0;
  onCall: (call: Call) => void = () => {};

  constructor(house: readonly RandomAsset[]) {
    this.house = house;
    this.settings = house.map(() => untouched);
    for (let day = 0; day < 31; day += 1)
      if (schemes.day.exists(first + day)) this.numbers.values.set(first + day, day % 4);
  }

  get definitions() {
    const assets = buildHouse(this.house, this.settings, this.numbers, schemes, (call) => this.onCall(call));
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
const inputEdit: fc.Arbitrary<Edit> = fc
  .tuple(anyDay, fc.constantFrom(0, 1, 2, 3, 4, undefined))
  .map(([day, value]) => (world) => {
    if (!schemes.day.exists(first + day)) return;
    if (value === undefined) world.numbers.values.delete(first + day);
    else world.numbers.values.set(first + day, value);
  });
const definitionEdit: fc.Arbitrary<Edit> = fc.oneof(
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
const domainEdit: fc.Arbitrary<Edit> = fc.oneof(
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
const failureEdit: fc.Arbitrary<Edit> = fc.oneof(
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
const mending: Edit = (world) => {
  for (const i of world.settings.keys()) world.change(i, { failing: [], throws: false });
};

async function advance(workshop: Awaited<ReturnType<typeof openWorkshop>>, world: World, was: number): Promise<number> {
  if (world.daysPassed > was) await workshop.clock.advance((world.daysPassed - was) * 86_400_000);
  return world.daysPassed;
}

async function everything(engine: Engine, names: readonly string[]): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const name of names) values[name] = await valuesOf(engine, name);
  return values;
}

async function rebuilt(world: World): Promise<Record<string, unknown>> {
  const workshop = await openWorkshop(now, 'memory');
  try {
    await advance(workshop, world, 0);
    const engine = workshop.define(world.definitions, [world.numbers]);
    await materialize(engine);
    return await everything(engine, world.names);
  } finally {
    await workshop.close();
  }
}

async function expectNothingToDo(engine: Engine): Promise<void> {
  expect(await materialize(engine)).toMatchObject({ planned: 0, removed: 0, blocked: 0 });
  for (const { asset, counts, total } of await engine.status())
    expect({ asset, fresh: counts.fresh }).toEqual({ asset, fresh: total });
}

const runs = { numRuns: Number(process.env.LAW_RUNS ?? 40) };

describe('whatever is edited between runs', () => {
  it('everything ends as a rebuild from nothing would have it, and nothing is stale', {
    timeout: 120_000,
  }, async () => {
    const edits = fc.oneof(inputEdit, inputEdit, definitionEdit, domainEdit, failureEdit, fc.constant(mending));
    await fc.assert(
      fc.asyncProperty(
        anyHouse,
        fc.array(fc.array(edits, { maxLength: 3 }), { maxLength: 5 }),
        async (house, rounds) => {
          const world = new World(house);
          const workshop = await openWorkshop(now, 'memory');
          try {
            await materialize(workshop.define(world.definitions, [world.numbers]));
            let passed = 0;
            for (const round of rounds) {
              for (const edit of round) edit(world);
              passed = await advance(workshop, world, passed);
              const report = await materialize(workshop.define(world.definitions, [world.numbers]));
              const whole = report.steps.some(({ asset }) => world.house[Number(asset.slice(5))]?.kind === 'whole');
              if (!whole) expect(report.made + report.cutOff + report.failed + report.blocked).toBe(report.planned);
            }
            mending(world);
            const engine = workshop.define(world.definitions, [world.numbers]);
            await materialize(engine);
            await expectNothingToDo(engine);
            expect(await everything(engine, world.names)).toEqual(await rebuilt(world));
          } finally {
            await workshop.close();
          }
        },
      ),
      runs,
    );
  });

  it('no partition is made whose inputs, code and configuration are those of its last value', {
    timeout: 120_000,
  }, async () => {
    const edits = fc.oneof(inputEdit, inputEdit, definitionEdit);
    const houses = anyHouse.map((house) =>
      house.map((one) => ({ ...one, absentAt: 0, kind: one.kind === 'whole' ? ('each' as const) : one.kind })),
    );
    await fc.assert(
      fc.asyncProperty(
        houses,
        fc.array(fc.array(edits, { maxLength: 2 }), { minLength: 1, maxLength: 4 }),
        async (house, rounds) => {
          const world = new World(house);
          const workshop = await openWorkshop(now, 'memory');
          const last = new Map<string, string>();
          const needless: Call[] = [];
          world.onCall = (call) => {
            const id = `${call.asset} ${call.ordinal}`;
            if (last.get(id) === call.inputs) needless.push(call);
            last.set(id, call.inputs);
          };
          try {
            await materialize(workshop.define(world.definitions, [world.numbers]));
            for (const round of rounds) {
              for (const edit of round) edit(world);
              await materialize(workshop.define(world.definitions, [world.numbers]));
            }
            expect(needless).toEqual([]);
          } finally {
            await workshop.close();
          }
        },
      ),
      runs,
    );
  });

  it('nothing is made when all of it is taken back before the run', { timeout: 120_000 }, async () => {
    const edits = fc.oneof(inputEdit, definitionEdit);
    await fc.assert(
      fc.asyncProperty(anyHouse, fc.array(edits, { minLength: 1, maxLength: 4 }), async (house, round) => {
        const world = new World(house);
        const workshop = await openWorkshop(now, 'memory');
        try {
          await materialize(workshop.define(world.definitions, [world.numbers]));
          const before = { settings: world.settings.slice(), values: [...world.numbers.values] };
          for (const edit of round) edit(world);
          await workshop.define(world.definitions, [world.numbers]).observe();
          world.settings = before.settings;
          world.numbers.values.clear();
          for (const [day, value] of before.values) world.numbers.values.set(day, value);
          await expectNothingToDo(workshop.define(world.definitions, [world.numbers]));
        } finally {
          await workshop.close();
        }
      }),
      runs,
    );
  });
});

describe('a run that is stopped anywhere', () => {
  it('and gone on with ends as one that was left alone', { timeout: 120_000 }, async () => {
    const edits = fc.oneof(inputEdit, definitionEdit, domainEdit);
    await fc.assert(
      fc.asyncProperty(
        anyHouse,
        fc.array(edits, { maxLength: 4 }),
        fc.array(fc.nat({ max: 80 }), { minLength: 1, maxLength: 3 }),
        async (house, round, stops) => {
          const world = new World(house);
          const workshop = await openWorkshop(now, 'memory');
          try {
            let passed = 0;
            for (const stop of stops) {
              const controller = new AbortController();
              let calls = 0;
              world.onCall = () => {
                if (++calls > stop) controller.abort();
              };
              const engine = workshop.define(world.definitions, [world.numbers]);
              const report = await engine.materialize(
                {},
                { actor: 'test', kind: 'materialize', signal: controller.signal },
              );
              if (report.status !== 'cancelled') expect(report.status).toBe('success');
              for (const edit of round) edit(world);
              passed = await advance(workshop, world, passed);
            }
            world.onCall = () => {};
            const engine = workshop.define(world.definitions, [world.numbers]);
            await materialize(engine);
            await expectNothingToDo(engine);
            expect(await everything(engine, world.names)).toEqual(await rebuilt(world));
          } finally {
            await workshop.close();
          }
        },
      ),
      runs,
    );
  });
});
