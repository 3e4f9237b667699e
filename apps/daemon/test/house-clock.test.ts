import { expect, test } from 'vitest';
import { openHouseClock } from '../src/house-clock.ts';

test('METERWORKS_NOW sets the instant from which the clock goes on', () => {
  const clock = openHouseClock({ METERWORKS_NOW: '2024-11-27T07:00:00+01:00' });
  const first = clock.now();
  expect(first).toBeGreaterThanOrEqual(Date.UTC(2024, 10, 27, 6));
  expect(first).toBeLessThan(Date.UTC(2024, 10, 27, 6, 1));
  expect(clock.now()).toBeGreaterThanOrEqual(first);
});

test.each(['tomorrow', '2024-11-27', '2024-11-27T06:00:00', '2024-13-01T00:00:00Z'])('%s is no instant', (text) => {
  expect(() => openHouseClock({ METERWORKS_NOW: text })).toThrow(/no instant; write it like 2024-11-27T06:00:00Z/);
});
