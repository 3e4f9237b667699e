import { InfluxError } from '@meterworks/runtime';
import { type InfluxServer, influxAvailable, startInfluxServer } from '@meterworks/runtime/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { faultSchedules } from '../test-size.ts';
import { impatient, makeReference, makeThrough, type Reference, StepFailure } from './disturbed-house.ts';
import { type Fault, faults } from './fault-proxy.ts';
import { shownLines } from './shown-lines.ts';

const schedules = faultSchedules;
vi.setConfig({ testTimeout: 60_000 + schedules * 5000, hookTimeout: 60_000 });

/** What is waited for until its time is over is tried a few times only, with little time. */
const quick = faults.filter((fault) => fault !== 'drip');
const limitMs = 1000;

describe.skipIf(!influxAvailable)('a server that does not do as it should', () => {
  let server: InfluxServer;
  let reference: Reference;
  beforeAll(async () => {
    server = await startInfluxServer();
    reference = await makeReference(server);
  });
  afterAll(async () => {
    await reference.house.close();
    await server.stop();
  });

  it('is no matter where there are none', async () => {
    expect(await shownLines(server, reference.buckets.processed)).toEqual(reference.lines);
    expect(reference.lines.size).toBeGreaterThan(10);
  });

  it.each(quick)('comes to the same values and results where every fifth request ends in "%s"', async (fault) => {
    let count = 0;
    const { errors, happened } = await makeThrough(reference, () => (++count % 5 === 0 ? fault : undefined), 3);
    expect(errors).toEqual([]);
    expect(happened.get(fault)).toBeGreaterThan(3);
  });

  it('comes to the same values and results where some answers come byte by byte', async () => {
    let count = 0;
    const next = (): Fault | undefined => (++count % 5 === 0 && count < 60 ? 'drip' : undefined);
    const { errors, happened } = await makeThrough(reference, next, 3, impatient(limitMs));
    expect(errors).toEqual([]);
    // How many requests there are depends on which small writes meet.
    expect(happened.get('drip')).toBeGreaterThan(3);
  });

  it.each(faults.filter((fault) => fault !== 'slow'))(
    'ends in one clear error while all requests end in "%s"',
    async (fault) => {
      const { errors } = await makeThrough(
        reference,
        (_request, before) => (before.length === 0 ? fault : undefined),
        3,
        impatient(fault === 'drip' ? limitMs : undefined),
      );
      expect(errors).toHaveLength(1);
      expect(errors[0]).toBeInstanceOf(InfluxError);
      expect(errors[0]).toMatchObject({ fault: 'unreachable' });
    },
  );

  it('that is away while a run writes is waited for, and the run is a success', async () => {
    let writes = 0;
    // The first write asks whether the bucket may be written. Those of the first steps fail with all their repetitions.
    const { errors, reports } = await makeThrough(
      reference,
      ({ method, url }) => {
        if (method !== 'POST' || !url.startsWith('/api/v2/write')) return undefined;
        writes++;
        return writes > 1 && writes <= 17 ? 'busy' : undefined;
      },
      2,
    );
    expect(errors).toEqual([]);
    expect(Math.max(...reports.flatMap(({ steps }) => steps.map(({ attempts }) => attempts)))).toBeGreaterThan(1);
  });

  it.each([
    ['the token is not known', 'denied', 'token', /does not accept the token/],
    ['a bucket is not there', 'gone', 'missing', /does not know what it is asked for/],
  ] as const)('ends in one clear error where %s in the middle, and then comes to the same', async (...one) => {
    const [, refusal, fault, text] = one;
    // From the first look to the results that are written last.
    for (const place of [1, 2, 4, 6, 8, 12, 16, 20]) {
      let asked = 0;
      const { errors } = await makeThrough(reference, () => (++asked === place ? refusal : undefined), 3);
      expect([place, errors]).toEqual([place, [expect.any(Error)]]);
      const [error] = errors;
      if (error instanceof StepFailure) expect(error.message).toMatch(text);
      else expect(error).toMatchObject({ name: 'InfluxError', fault });
    }
  });

  it(`comes to the same values and results, or to clear errors before, under ${schedules} random schedules of faults`, async () => {
    for (let seed = 1; seed <= schedules; seed++) {
      const random = randomFrom(seed);
      const rate = 0.05 + 0.4 * random();
      let left = 60;
      const next = (): Fault | undefined =>
        left-- > 0 && random() < rate ? quick[Math.floor(random() * quick.length)] : undefined;
      const { errors } = await makeThrough(reference, next, 30);
      const clear = (error: unknown) =>
        error instanceof InfluxError || (error instanceof StepFailure && error.message.startsWith('InfluxDB at '));
      expect([seed, errors.filter((error) => !clear(error))]).toEqual([seed, []]);
    }
  });
});

/** Numbers in [0, 1) that only the seed decides (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
