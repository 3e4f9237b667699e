import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { anyHouse, type Call } from './random-house.ts';
import { definitionEdit, domainEdit, failureEdit, inputEdit, mending, now, World } from './random-world.ts';
import { toldInParts } from './told-in-parts.ts';
import { materialize, openWorkshop, valuesOf } from './workshop.ts';

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
        fc.boolean(),
        async (house, rounds, inParts) => {
          const world = new World(house);
          const sources = [inParts ? toldInParts(world.numbers) : world.numbers];
          const workshop = await openWorkshop(now, 'memory');
          try {
            await materialize(workshop.define(world.definitions, sources));
            let passed = 0;
            for (const round of rounds) {
              for (const edit of round) edit(world);
              passed = await advance(workshop, world, passed);
              const report = await materialize(workshop.define(world.definitions, sources));
              const whole = report.steps.some(({ asset }) => world.house[Number(asset.slice(5))]?.kind === 'whole');
              if (!whole) expect(report.made + report.cutOff + report.failed + report.blocked).toBe(report.planned);
            }
            mending(world);
            const engine = workshop.define(world.definitions, sources);
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
    const edits = fc.oneof(inputEdit, inputEdit, definitionEdit, failureEdit, fc.constant(mending));
    const houses = anyHouse.map((house) =>
      house.map((one) => ({ ...one, kind: one.kind === 'whole' ? ('each' as const) : one.kind })),
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
          // What failed is tried again.
          world.onFailure = (at) => last.delete(`${at.asset} ${at.ordinal}`);
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
