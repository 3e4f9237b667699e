import { describe, expect, test } from 'vitest';
import { hearPost } from '../../src/live/stream-post.ts';

describe('what a tab makes of what another one hears', () => {
  test('a change is news, and its number is known from then on', () => {
    expect(hearPost({ connected: true, id: '7' }, { kind: 'changes', id: '8' })).toEqual({
      state: { connected: true, id: '8' },
      stale: true,
    });
  });

  test('a heartbeat under the known number is none', () => {
    expect(hearPost({ connected: false, id: '7' }, { kind: 'alive', id: '7' })).toEqual({
      state: { connected: true, id: '7' },
      stale: false,
    });
  });

  test('a tab that was hidden sees by another number that it missed something', () => {
    expect(hearPost({ connected: false, id: '7' }, { kind: 'alive', id: '9' }).stale).toBe(true);
  });

  test('a tab that was just opened has missed nothing', () => {
    expect(hearPost({ connected: false, id: undefined }, { kind: 'alive', id: '9' })).toEqual({
      state: { connected: true, id: '9' },
      stale: false,
    });
  });

  test('a lost connection keeps the place to go on from', () => {
    expect(hearPost({ connected: true, id: '9' }, { kind: 'lost' }).state).toEqual({ connected: false, id: '9' });
  });
});
