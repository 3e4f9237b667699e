import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AcceptanceHouse } from './acceptance-house.ts';
import { addReadings, openDemoHouse, simulateDemo } from './demo-house.ts';

describe('probe', { timeout: 60_000 }, () => {
  let house: AcceptanceHouse;
  const simulated = simulateDemo();
  beforeAll(async () => {
    house = await openDemoHouse(simulated);
    const t = performance.now();
    const run = await house.materialize();
    console.log(performance.now() - t, run.planned, run.made, run.failed, run.blocked, run.errors.slice(0, 3));
  }, 60_000);
  afterAll(() => house?.close());
  test('idle', async () => {
    expect((await house.materialize()).planned).toBe(0);
    expect(await addReadings(house, simulated)).toBe(0);
    expect((await house.materialize()).planned).toBe(0);
  });
  test('30 days', async () => {
    await house.clock.advance(30 * 86_400_000);
    const plan = await house.plan();
    for (const s of plan.steps)
      console.log(
        s.asset,
        s.certain,
        s.possible,
        JSON.stringify(s.spans.slice(0, 4)),
        s.causes.map((c) => c.kind + c.count).join(),
      );
    const run = await house.materialize();
    console.log(run.planned, run.made, run.cutOff);
  });
});
