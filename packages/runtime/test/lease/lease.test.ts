import { join } from 'node:path';
import { assetKey } from '@meterworks/assets';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { keepLease } from '../../src/lease/keep-lease.ts';
import { acquireLease, releaseLease, renewLease } from '../../src/lease/lease.ts';
import { LeaseLostError } from '../../src/lease/lease-lost-error.ts';
import { isHolderDead, processHolder } from '../../src/lease/process-holder.ts';
import { openStateDatabase, stateStoreIn } from '../../src/state/open-state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

let clock: ManualClock;
let connection: SqliteConnection;
beforeEach(async () => {
  clock = new ManualClock(1_000);
  connection = await openStateDatabase(join(temporaryFolder(), 'state.db'), clock);
});
afterEach(() => connection.close());

const acquire = (holder: string, ttlMs = 100) => acquireLease(connection, { name: 'executor', holder, ttlMs }, clock);
async function acquired(holder: string) {
  const answer = await acquire(holder);
  if (answer.kind !== 'acquired') throw new Error(`held by ${answer.holder}`);
  return answer.fence;
}

describe('a lease', () => {
  it('is told to the second who asks, with its holder and end', async () => {
    await acquired('first');
    expect(await acquire('second')).toMatchObject({ kind: 'held', holder: 'first', expiresAt: 1_100 });
  });

  it('goes to the next once it has expired or was released, each time under a higher token', async () => {
    const first = await acquired('first');
    await clock.advance(100);
    const second = await acquired('second');
    expect(await releaseLease(connection, first)).toBe(false);
    expect(await releaseLease(connection, second)).toBe(true);
    expect(await releaseLease(connection, second)).toBe(false);
    const third = await acquired('third');
    expect(second.token).toBeGreaterThan(first.token);
    expect(third.token).toBeGreaterThan(second.token);
  });

  it('is one holder’s at any time, whatever is done in whatever order', async () => {
    const step = fc.record({
      who: fc.constantFrom('a', 'b', 'c'),
      what: fc.constantFrom('acquire', 'renew', 'release'),
      pass: fc.constantFrom(0, 40, 100),
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const name = `lease${++round}`;
        const fences = new Map<string, { lease: string; token: number }>();
        let owner: { who: string; until: number } | undefined;
        let highest = 0;
        for (const { who, what, pass } of steps) {
          await clock.advance(pass);
          const fence = fences.get(who);
          if (what === 'acquire') {
            const answer = await acquireLease(connection, { name, holder: who, ttlMs: 100 }, clock);
            const free = owner === undefined || owner.until <= clock.now();
            expect(answer.kind).toBe(free ? 'acquired' : 'held');
            if (answer.kind !== 'acquired') continue;
            expect(answer.fence.token).toBeGreaterThan(highest);
            highest = answer.fence.token;
            fences.set(who, answer.fence);
            owner = { who, until: clock.now() + 100 };
          } else if (fence !== undefined && what === 'renew') {
            const renewing = renewLease(connection, fence, 100, clock);
            if (owner?.who === who) {
              await renewing;
              owner = { who, until: clock.now() + 100 };
            } else await expect(renewing).rejects.toThrow(LeaseLostError);
          } else if (fence !== undefined) {
            expect(await releaseLease(connection, fence)).toBe(owner?.who === who);
            if (owner?.who === who) owner = undefined;
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('guards commits: one under an older token writes nothing', async () => {
    const store = stateStoreIn(connection);
    const old = await acquired('first');
    expect(await store.commit(old, () => ({ cursor: { source: 's', cursor: 'first' } }))).toBe(1);
    await clock.advance(100);
    await acquired('second');
    const lost = store.commit(old, () => ({ cursor: { source: 's', cursor: 'late' } }));
    await expect(lost).rejects.toMatchObject({ name: 'LeaseLostError', lease: 'executor', token: old.token });
    expect(await store.readCursor('s')).toBe('first');
    expect(await store.lastSeq()).toBe(1);
    await expect(store.startRun(old, { kind: 'k', actor: 'a', selection: '*', startedAt: 1 })).rejects.toThrow(
      LeaseLostError,
    );
    await expect(store.saveGraph(old, [])).rejects.toThrow(LeaseLostError);
    expect(await store.failures(assetKey('a'))).toEqual([]);
  });

  it('guards commits of a holder that was declared dead, at once', async () => {
    const store = stateStoreIn(connection);
    const fence = await acquired('first');
    await releaseLease(connection, fence);
    await expect(store.commit(fence, () => ({}))).rejects.toThrow(LeaseLostError);
  });
});

describe('keeping a lease', () => {
  it('holds it far beyond its time, until told to stop', async () => {
    const fence = await acquired('first');
    const stop = new AbortController();
    const keeping = keepLease(connection, fence, { ttlMs: 100, timers: clock, signal: stop.signal });
    await clock.advance(1_000);
    expect((await acquire('second')).kind).toBe('held');
    stop.abort();
    await keeping;
    await clock.advance(100);
    expect((await acquire('second')).kind).toBe('acquired');
  });

  it('ends with LeaseLostError when another has taken it', async () => {
    const fence = await acquired('first');
    await clock.advance(100);
    await acquired('second');
    const keeping = keepLease(connection, fence, { ttlMs: 100, timers: clock, signal: new AbortController().signal });
    const failing = expect(keeping).rejects.toThrow(LeaseLostError);
    await clock.advance(100);
    await failing;
  });
});

describe('a holder', () => {
  it('is dead only if it was a process of this machine that is gone', () => {
    const own = processHolder('test');
    expect(isHolderDead(own)).toBe(false);
    const gone = { ...(JSON.parse(own) as object), pid: 2 ** 30 };
    expect(isHolderDead(JSON.stringify(gone))).toBe(true);
    expect(isHolderDead(JSON.stringify({ ...gone, host: 'elsewhere.example' }))).toBe(false);
    expect(isHolderDead('somebody')).toBe(false);
  });
});
