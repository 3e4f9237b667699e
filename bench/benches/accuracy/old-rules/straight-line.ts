import type { Zone } from '@meterworks/assets';
import type { Readings } from '@meterworks/meters/repair';

/** A register that runs straight from reading to reading: amount by local day number. */
export function straightDays({ times, registers }: Readings, zone: Zone): Map<number, number> {
  const amounts = new Map<number, number>();
  for (let i = 1; i < times.length; i++) {
    const from = times[i - 1] as number;
    const to = times[i] as number;
    const rate = ((registers[i] as number) - (registers[i - 1] as number)) / (to - from);
    for (let day = zone.dayOf(from); zone.dayStart(day) < to; day++) {
      const time = Math.min(to, zone.dayStart(day + 1)) - Math.max(from, zone.dayStart(day));
      amounts.set(day, (amounts.get(day) ?? 0) + rate * time);
    }
  }
  return amounts;
}

/** The old way with dense readings: every so-manieth is kept, so that about fifty are left, and the last. */
export function thinToFifty({ times, registers }: Readings): Readings {
  const step = Math.max(1, Math.floor(times.length / 50));
  const kept = (_: number, i: number) => i % step === 0 || i === times.length - 1;
  return { times: times.filter(kept), registers: registers.filter(kept) };
}
