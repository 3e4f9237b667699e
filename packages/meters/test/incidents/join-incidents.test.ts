import { expect, it } from 'vitest';
import { type Acknowledgement, joinIncidents, neighboursOf } from '../../src/incidents/index.ts';
import type { Anomaly } from '../../src/values/anomaly.ts';

const dayMs = 86_400_000;
const keyOf = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10);

function verdict(id: string, from: number, to: number, more: Partial<Anomaly> = {}): Anomaly {
  const numbers = { observed: 30, expected: 10, lower: 7, upper: 13, score: Number.NaN };
  const span = { start: from * dayMs, end: (to + 1) * dayMs };
  return { id, type: 'spike', severity: 'warning', ...span, ...numbers, message: `day ${to}`, ...more };
}

const days = [
  { ordinal: 101, key: keyOf(101), value: [verdict('a', 100, 101, { severity: 'critical' })] },
  { ordinal: 100, key: keyOf(100), value: [verdict('a', 100, 100)] },
  { ordinal: 102, key: keyOf(102), value: [verdict('a', 100, 102), verdict('b', 102, 102, { type: 'stuck' })] },
  { ordinal: 103, key: keyOf(103), value: [verdict('b', 102, 103, { type: 'stuck' })] },
];

const said: Acknowledgement = {
  asset: 'anomalies/x',
  incident: 'former',
  topic: 'spike',
  from: 101 * dayMs,
  to: 102 * dayMs,
  actor: 'anna',
  note: 'guests',
  at: 0,
};

it('verdicts with one id are one incident: as long as all, as severe as the worst, with the numbers of the last', () => {
  const [stuck, spike] = joinIncidents('anomalies/x', days);
  expect(spike).toMatchObject({
    id: 'a',
    days: 3,
    severity: 'critical',
    message: 'day 102',
    toldOn: keyOf(100),
    lastDay: keyOf(102),
    goesOn: false,
    score: null,
    acknowledgement: null,
  });
  expect(stuck).toMatchObject({ id: 'b', days: 2, goesOn: true });
  expect(joinIncidents('anomalies/x', [...days, ...days])).toHaveLength(2);
});

it('a word holds by id, and by type and time where late readings changed the id; not for another asset or type', () => {
  const seen = (one: Partial<Acknowledgement>) =>
    joinIncidents('anomalies/x', days, [{ ...said, ...one }])
      .filter(({ acknowledgement }) => acknowledgement !== null)
      .map(({ id }) => id);
  expect(seen({})).toEqual(['a']);
  expect(seen({ incident: 'b' })).toEqual(['b', 'a']);
  expect(seen({ asset: 'anomalies/y' })).toEqual([]);
  expect(seen({ topic: 'drop' })).toEqual([]);
  expect(seen({ from: 0, to: 100 * dayMs })).toEqual([]);
});

it('what is no verdict is passed over', () => {
  expect(joinIncidents('anomalies/x', [{ ordinal: 1, key: keyOf(1), value: null }])).toEqual([]);
  expect(joinIncidents('anomalies/x', [{ ordinal: 1, key: keyOf(1), value: [{}, 3, null] }])).toEqual([]);
});

it('neighbours are a week on either side, and of a long incident its ends', () => {
  const used = Array.from({ length: 100 }, (_, day) => ({
    key: keyOf(day),
    start: day * dayMs,
    value: day === 51 ? null : { consumption: day, quality: 'measured' },
  }));
  const short = neighboursOf({ start: 50 * dayMs + 5, end: 52 * dayMs }, used);
  expect(short.map(({ amount }) => amount)).toEqual([43, 44, 45, 46, 47, 48, 49, 50, null, 52, 53, 54, 55, 56, 57, 58]);
  expect(short.filter(({ isPart }) => isPart).map(({ key }) => key)).toEqual([keyOf(50), keyOf(51)]);
  const long = neighboursOf({ start: 20 * dayMs, end: 80 * dayMs }, used);
  expect(long).toHaveLength(30);
  expect(long[0]?.key).toBe(keyOf(13));
  expect(long.at(-1)?.key).toBe(keyOf(86));
});
