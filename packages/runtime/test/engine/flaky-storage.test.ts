import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StepError } from '../../src/execute/step-error.ts';
import type { SeriesStore } from '../../src/series/series-store.ts';
import { anyHouse } from './random-house.ts';
import { definitionEdit, domainEdit, inputEdit, now, World } from './random-world.ts';
import { materialize, openWorkshop, valuesOf, type Workshop } from './workshop.ts';

/** What a call of the store comes to: it answers, fails, or does what was asked and its answer is lost. */
type Fate = 'answers' | 'fails' | 'is lost';

class Outage extends Error {
  readonly retryable: boolean;
  constructor(retryable: boolean) {
    super('the store does not answer');
    this.retryable = retryable;
  }
}

function flaky(store: SeriesStore, next: () => { readonly fate: Fate; readonly passing: boolean }): SeriesStore {
  const through = async <T>(call: () => Promise<T>): Promise<T> => {
    const { fate, passing } = next();
    if (fate === 'fails') throw new Outage(passing);
    const answer = await call();
    if (fate === 'is lost') throw new Outage(passing);
    return answer;
  };
  return {
    ...store,
    loadValues: (...args) => through(() => store.loadValues(...args)),
    saveValues: (...args) => through(() => store.saveValues(...args)),
  };
}

const fates = fc.record({
  fate: fc.constantFrom<Fate>('answers', 'answers', 'answers', 'fails', 'is lost'),
  passing: fc.boolean(),
});
const runs = { numRuns: Number(process.env.LAW_RUNS ?? 40) };

it('storage that fails at random, and writes or not, leaves nothing behind once it is well again', {
  timeout: 120_000,
}, async () => {
  const edits = fc.oneof(inputEdit, inputEdit, definitionEdit, domainEdit);
  await fc.assert(
    fc.asyncProperty(
      anyHouse,
      fc.array(fc.array(edits, { maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      fc.infiniteStream(fates),
      async (house, rounds, stream) => {
        const world = new World(house);
        const workshop = await openWorkshop(now, 'memory');
        const timers = {
          sleep: async (ms: number, signal?: AbortSignal) =>
            ms > 1e5 ? new Promise<void>(() => {}) : signal?.throwIfAborted(),
        };
        const next = () => stream.next().value as { fate: Fate; passing: boolean };
        try {
          let passed = 0;
          for (const round of rounds) {
            for (const edit of round) edit(world);
            passed = await advance(workshop, world, passed);
            const engine = workshop.define(world.definitions, [world.numbers], {
              series: flaky(workshop.series, next),
              retrying: { random: () => 0, timers },
            });
            // The engine goes on, as a daemon's does, with what it holds in memory.
            for (let again = 0; again < 2; again++)
              await materialize(engine).catch((error: unknown) => expect(error).toBeInstanceOf(StepError));
          }
          const engine = workshop.define(world.definitions, [world.numbers]);
          expect(await materialize(engine)).toMatchObject({ failed: 0, blocked: 0 });
          expect(await materialize(engine)).toMatchObject({ planned: 0, removed: 0, blocked: 0 });
          expect(await everything(workshop, world)).toEqual(await rebuilt(world));
        } finally {
          await workshop.close();
        }
      },
    ),
    runs,
  );
});

async function advance(workshop: Workshop, world: World, was: number): Promise<number> {
  if (world.daysPassed > was) await workshop.clock.advance((world.daysPassed - was) * 86_400_000);
  return world.daysPassed;
}

async function everything(workshop: Workshop, world: World): Promise<Record<string, unknown>> {
  const engine = workshop.define(world.definitions, [world.numbers]);
  const values: Record<string, unknown> = {};
  for (const name of world.names) values[name] = await valuesOf(engine, name);
  return values;
}

async function rebuilt(world: World): Promise<Record<string, unknown>> {
  const workshop = await openWorkshop(now, 'memory');
  try {
    await advance(workshop, world, 0);
    await materialize(workshop.define(world.definitions, [world.numbers]));
    return await everything(workshop, world);
  } finally {
    await workshop.close();
  }
}
