import { systemClock } from '@meterworks/runtime';
import { expect } from 'vitest';
import { openPlace } from '../commands/cli.ts';
import { chaosCycles, testSeed } from '../test-size.ts';
import { type ChaosHouse, type ChaosStorage, instantAfter, openChaosHouse, valuesOf } from './chaos-house.ts';
import { chaosMeters, type Reading, readingBatches } from './chaos-readings.ts';
import { seededRandom } from './seeded-random.ts';

/** How far the house's clock goes on from one daemon to the next. */
const hoursACycle = 5;

/**
 * Kills daemons at random moments, during starts, schedules and backfills, while readings come in; then lets one finish, and compares
 * all that was made with what one command makes of the same readings in a house of its own; gives how many partitions were equal.
 */
export async function killDaemons(disturbed: ChaosStorage, undisturbed: ChaosStorage): Promise<number> {
  const random = seededRandom(testSeed);
  const batches = readingBatches(random, chaosCycles);
  const house = await openChaosHouse(disturbed);
  const killed = { starting: 0, working: 0 };
  let asked = 0;
  for (const [cycle, batch] of batches.entries()) {
    const early = random() < 0.5;
    if (early) await house.write(batch);
    if (random() < 0.6 && (await house.fileBackfill(someBackfill(random)))) asked++;
    const daemon = house.start(cycle * hoursACycle);
    const isStarting = cycle > 0 && random() < 0.3;
    // A random moment is the point here.
    if (isStarting) await systemClock.sleep(random() * 600);
    else {
      await daemon.says(/the daemon is at work/);
      if (!early) await house.write(batch);
      if (random() < 0.3 && (await house.fileBackfill(someBackfill(random)))) asked++;
      await systemClock.sleep(random() * 900);
    }
    killed[isStarting ? 'starting' : 'working']++;
    const isAsked = random() < 0.1;
    daemon.kill(isAsked ? 'SIGTERM' : 'SIGKILL');
    const { code } = await daemon.ended;
    if (isAsked && !isStarting) expect(code).toBe(0);
    if (isStarting && !early) await house.write(batch);
  }
  // On a server, what came in long after its time is looked for once a day: the last daemon lives a day later.
  const hours = chaosCycles * hoursACycle + 24;
  const facts = await finish(house, hours, asked);
  console.log(
    `chaos: seed ${testSeed}, ${chaosCycles} daemons killed (${killed.starting} while they started), ${facts}`,
  );
  const calm = await makeUndisturbed(undisturbed, batches.flat(), hours);
  const [values, wanted] = [await valuesOf(house.place, hours), await valuesOf(calm, hours)];
  expect([...wanted.keys()].filter((key) => !values.has(key))).toEqual([]);
  expect([...values.keys()].filter((key) => !wanted.has(key))).toEqual([]);
  expect([...wanted.keys()].filter((key) => values.get(key) !== wanted.get(key))).toEqual([]);
  return wanted.size;
}

function someBackfill(random: () => number) {
  const month = 1 + Math.floor(random() * 10);
  const name = (number: number) => `2024-${String(number).padStart(2, '0')}`;
  return { from: name(month), to: name(month + Math.floor(random() * 3)), chunk: 10 + Math.floor(random() * 50) };
}

/** The last daemon does what is left; gives what was counted, in words. */
async function finish(house: ChaosHouse, hours: number, asked: number): Promise<string> {
  const daemon = house.start(hours);
  await daemon.says(/start: success/);
  await house.untilIdle();
  for (const schedule of ['analytics', 'often'])
    expect((await house.place.run('schedules', 'off', schedule)).code).toBe(0);
  expect((await house.place.run('schedules', 'run', 'analytics')).code).toBe(0);
  daemon.kill('SIGTERM');
  expect((await daemon.ended).code).toBe(0);

  const count = async (sql: string) => (await house.rows<{ n: number }>(`select count(*) as n from ${sql}`))[0]?.n;
  expect(await count(`run where status = 'running'`)).toBe(0);
  expect(await count(`step where status = 'running'`)).toBe(0);
  expect(await count('tick where finished_at is null')).toBe(0);
  expect(await count(`backfill_chunk where status in ('waiting', 'running')`)).toBe(0);
  expect(await count(`command where kind = 'backfill'`)).toBe(asked);
  expect(await count(`command where finished_at is null or outcome not like '{"kind":"done"%'`)).toBe(0);
  expect(await count(`backfill where status <> 'success'`)).toBe(0);
  // Filed once each, though the daemon that filed it may have died before it said so.
  expect(await count('backfill')).toBeLessThanOrEqual(asked);
  expect(await house.rows('select schedule, due from tick group by schedule, due having count(*) > 1')).toEqual([]);
  return `${asked} backfills asked for, ${await count('run')} runs of which ${await count(`run where error = 'the process that ran it has ended'`)} were cut off, ${await count('tick')} ticks`;
}

async function makeUndisturbed(storage: ChaosStorage, readings: readonly Reading[], hours: number) {
  const place = openPlace({
    'config/config.yaml': `${storage.config}timezone: Europe/Berlin\nworkflows: { analytics: { start_year: 2024 } }\n`,
    'config/meters.yaml': chaosMeters,
    ...(storage.secrets === undefined ? {} : { 'secrets/influxdb.env': storage.secrets }),
  });
  await storage.write(place, readings);
  expect((await place.runAt(instantAfter(hours), 'materialize')).code).toBe(0);
  return place;
}
