import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';

describe('the manual clock', () => {
  it('wakes sleepers in the order in which they are due, each at its own time', async () => {
    const clock = new ManualClock(1000);
    const woken: [string, number][] = [];
    const sleeper = async (name: string, ms: number) => {
      await clock.sleep(ms);
      woken.push([name, clock.now()]);
    };
    const all = [sleeper('late', 30), sleeper('early', 10), sleeper('also early', 10)];
    await clock.advance(9);
    expect(woken).toEqual([]);
    await clock.advance(21);
    await Promise.all(all);
    expect(woken).toEqual([
      ['early', 1010],
      ['also early', 1010],
      ['late', 1030],
    ]);
  });

  it('lets a loop sleep again and again within one advance', async () => {
    const clock = new ManualClock();
    const beats: number[] = [];
    const loop = (async () => {
      while (beats.length < 4) {
        await clock.sleep(5);
        beats.push(clock.now());
      }
    })();
    await clock.advance(20);
    await loop;
    expect(beats).toEqual([5, 10, 15, 20]);
  });

  it('ends a sleep with the reason of its signal, before and while it sleeps', async () => {
    const clock = new ManualClock();
    const stop = new AbortController();
    const sleeping = clock.sleep(5, stop.signal);
    stop.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
    await expect(clock.sleep(5, stop.signal)).rejects.toThrow('enough');
    expect(clock.sleeping).toBe(0);
  });
});
