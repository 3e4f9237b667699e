import { expect, test } from 'vitest';
import { openPlace, smallHouse } from './cli.ts';

const prices = `prices:
  - { commodity: gas, valid_from: 2024-01-01, valid_to: 2024-01-10, per_unit: 0.10, unit: kWh, base_fee: 366, base_fee_meter: gas_zahler }
  - { commodity: gas, valid_from: 2024-01-11, per_unit: 2, unit: m³ }
`;

/** A register at each local midnight of January that moves 10 m³ a day. */
const readings = `time,value\n${Array.from(
  { length: 21 },
  (_, day) => `${new Date(Date.UTC(2024, 0, 1 + day, -1)).toISOString()},${100 + 10 * day}`,
).join('\n')}\n`;

async function columnOf(place: ReturnType<typeof openPlace>, asset: string, name: string): Promise<number[]> {
  const { stdout } = await place.run('series', asset);
  const [heading = '', ...rows] = stdout.trim().split('\n');
  const column = heading.split(',').indexOf(name);
  return rows.map((row) => Number(row.split(',')[column]));
}

test('what was used is paid for; a new price makes its days again and no other', { timeout: 60_000 }, async () => {
  const place = openPlace({ ...smallHouse, 'config/prices.yaml': prices, 'a.csv': readings });
  const now = '2024-01-21T06:00:00Z';
  await place.run('import', 'a.csv', '--meter', 'gas_zahler');
  expect((await place.runAt(now, 'materialize')).code).toBe(0);
  const days = await columnOf(place, 'cost/gas_zahler/daily', 'cost');
  expect(days).toHaveLength(20);
  expect(days[0]).toBeCloseTo(10 * 0.1 * 10.221304 + 1, 9);
  expect(days[19]).toBe(20);
  const [month] = await columnOf(place, 'cost/gas_zahler/monthly', 'cost');
  expect(month).toBeCloseTo(
    days.reduce((sum, cost) => sum + cost, 0),
    9,
  );

  place.write('config/prices.yaml', prices.replace('per_unit: 2', 'per_unit: 3'));
  const plan = JSON.parse((await place.runAt(now, 'plan', 'cost/gas_zahler/daily', '--json')).stdout);
  expect(JSON.stringify(plan)).toContain('2024-01-11');
  expect(JSON.stringify(plan)).not.toContain('2024-01-10');
  expect((await place.runAt(now, 'materialize')).code).toBe(0);
  expect((await columnOf(place, 'cost/gas_zahler/daily', 'cost'))[19]).toBe(30);
});
