import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { anyHouse } from './random-house.ts';
import { failureEdit, inputEdit, now, World } from './random-world.ts';
import { materialize, openWorkshop } from './workshop.ts';

type Workshop = Awaited<ReturnType<typeof openWorkshop>>;
type Act = (engine: Engine, workshop: Workshop, world: World) => Promise<unknown>;

const asked = { actor: 'test', kind: 'materialize' };
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  inputEdit.map(
    (edit): Act =>
      async (_engine, _workshop, world) =>
        edit(world),
  ),
  fc.constant<Act>((engine) => engine.observe()),
  fc.constant<Act>((engine) => materialize(engine)),
  fc.nat({ max: 4 }).map(
    (asset): Act =>
      (engine, _workshop, world) =>
        engine.materialize({ selection: `asset${asset % world.house.length}`, upstream: asset % 2 === 0 }, asked),
  ),
  fc.integer({ min: 1, max: 20 }).map(
    (days): Act =>
      (_engine, workshop) =>
        workshop.clock.advance(days * 86_400_000),
  ),
  fc.constant<Act>((engine) =>
    engine.materialize({ state: 'all' }, { ...asked, signal: AbortSignal.abort(new Error('stopped')) }),
  ),
  // Another process that works on the same database meanwhile.
  fc.constant<Act>((_engine, workshop, world) => materialize(workshop.define(world.definitions, [world.numbers]))),
);

describe('an engine that is kept', () => {
  it('judges everything as one does that reads it anew', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHouse,
        fc.array(failureEdit, { maxLength: 1 }),
        fc.array(anyAct, { maxLength: 8 }),
        async (house, failures, acts) => {
          const world = new World(house);
          for (const edit of failures) edit(world);
          const workshop = await openWorkshop(now, 'memory');
          try {
            const kept = workshop.define(world.definitions, [world.numbers]);
            await materialize(kept);
            for (const act of acts) {
              await act(kept, workshop, world);
              const anew = workshop.define(world.definitions, [world.numbers]);
              expect(await kept.status()).toEqual(await anew.status());
              const look = { actor: 'test', observe: false };
              expect(await kept.plan({}, look)).toEqual(await anew.plan({}, look));
            }
          } finally {
            await workshop.close();
          }
        },
      ),
      { numRuns: Number(process.env.LAW_RUNS ?? 40) },
    );
  });

  it('shows what it judges', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyHouse, fc.array(anyAct, { maxLength: 6 }), async (house, acts) => {
        const world = new World(house);
        const workshop = await openWorkshop(now, 'memory');
        try {
          const kept = workshop.define(world.definitions, [world.numbers]);
          for (const act of acts) await act(kept, workshop, world);
          await kept.observe();
          const shown = workshop.connection.all<{ asset: string; counts: string }>(
            'select asset, counts from asset_summary',
          );
          const counts = new Map(shown.map((row) => [row.asset, JSON.parse(row.counts) as Record<string, number>]));
          for (const { asset, counts: judged } of await kept.status()) {
            const present = Object.fromEntries(Object.entries(judged).filter(([, count]) => count > 0));
            expect({ asset, counts: counts.get(asset) }).toEqual({ asset, counts: present });
          }
        } finally {
          await workshop.close();
        }
      }),
      { numRuns: Number(process.env.LAW_RUNS ?? 40) },
    );
  });
});
