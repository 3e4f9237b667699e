import { describe, expect, test } from 'vitest';
import { changesMessage, parseLastEventId } from '../../src/live/event-stream.ts';

const event = (id: number, asset: string | null = null) => ({
  id,
  at: 0,
  kind: 'step-finished',
  asset,
  run: 1,
  payload: null,
});

describe('the stream of events', () => {
  test('sums up a batch under the number of its last event', () => {
    expect(changesMessage([event(7, 'a'), event(8, 'a'), event(9, 'b')])).toBe(
      'id: 9\nevent: changes\ndata: {"kinds":["step-finished"],"assets":["a","b"],"runs":[1]}\n\n',
    );
  });

  test('says nothing of no events', () => {
    expect(changesMessage([])).toBeUndefined();
  });

  test.each([
    ['12', 12],
    ['0', 0],
    ['-1', undefined],
    ['1e9', undefined],
    ['99999999999999999999', undefined],
    [null, undefined],
  ])('reads the last event id %s as %s', (text, id) => {
    expect(parseLastEventId(text)).toBe(id);
  });
});
