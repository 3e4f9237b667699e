import { dayNumber } from '@meterworks/assets';
import { berlin, hourlyMeter, type MadeMeter, meterOfReadings } from './made-meter.ts';

/** Numbers in [0, 1) that are the same each time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Whole litres an hour of a household: nobody draws from 0 to 5, and not in every hour of the day. */
export function waterHours(days: number, seed: number): number[] {
  const random = seeded(seed);
  return Array.from({ length: days * 24 }, (_, i) => {
    const hour = i % 24;
    return hour < 5 || random() < 0.35 ? 0 : Math.floor(random() * (hour < 9 || hour > 17 ? 40 : 15));
  });
}

/** Water over two years, with a leak of 4 L/h in its second April and a register that stands still from that August on. */
export function coldWaterMeter(): MadeMeter {
  const hourly = waterHours(730, 7);
  for (let h = 460 * 24 + 9; h < 465 * 24; h++) hourly[h] = (hourly[h] as number) + 4;
  hourly.fill(0, 580 * 24, 620 * 24);
  return hourlyMeter(hourly, 'water', 'L');
}

/** Gas read about every three weeks for three years; one interval has six times its amount, and from the third summer on nobody reads. */
export function handReadMeter(): MadeMeter {
  const random = seeded(3);
  const start = dayNumber(2020, 1, 10);
  const times: number[] = [];
  const registers: number[] = [];
  let register = 4000;
  for (let day = start, last = start; day < start + 900; last = day, day += 18 + Math.floor(random() * 8)) {
    for (let d = last; d < day; d++) register += 6 + 4 * Math.cos((2 * Math.PI * (d - start)) / 365.25) + random();
    if (times.length === 35) register += 7 * 21 * 8;
    times.push(berlin.dayStart(day) + 17 * 3_600_000 + 420_000);
    registers.push(Math.round(register * 100) / 100);
  }
  return meterOfReadings(
    'gas',
    'm³',
    'gas',
    berlin,
    Float64Array.from(times),
    Float64Array.from(registers),
    start + 1100,
  );
}
