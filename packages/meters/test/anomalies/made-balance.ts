import { isoWeekday } from '@meterworks/assets';
import type { AnomalyInput, DayBalance, MeterKind } from '../../src/anomalies/index.ts';
import { inputOf, type MadeMeter, meterOfDays } from './made-meter.ts';
import { seeded } from './made-series.ts';

/** What a main meter counts beside its three flats, a day; the flats count about 9. */
export interface HonestRest {
  /** In proportion to the flats: what is lost, or what their meters miss. Below 0 where they count too much. */
  readonly lost: number;
  /** Runs whatever they do. */
  readonly base: number;
  /** How far a day of the two clocks and roundings is off, as a share of the flats. */
  readonly noise: number;
}

/** Days of a house: seasons, weekends, holidays of a flat for two weeks about three times a year. */
export function houseDays(seed: number, count: number, { lost, base, noise }: HonestRest): DayBalance[] {
  const random = seeded(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const phase = random();
  let away = 0;
  return Array.from({ length: count }, (_, i) => {
    away = away > 0 ? away - 1 : random() < 0.01 ? 14 : 0;
    const season =
      (1 + 0.3 * Math.cos(2 * Math.PI * (i / 365.25 + phase))) * (isoWeekday(firstDay + i) >= 6 ? 1.25 : 1);
    let parts = 0;
    for (let flat = 0; flat < 3; flat++)
      parts += 3 * season * (away > 0 && flat === 0 ? 0.1 : 1) * Math.exp(0.25 * normal());
    const rest = base + lost * parts + noise * parts * normal();
    return { whole: parts + rest, rest };
  });
}

const firstDay = 18_262;

/** The residual of such days. */
export function residualOf(days: readonly DayBalance[], kind: MeterKind): MadeMeter {
  return meterOfDays(
    days.map(({ rest }) => rest),
    kind,
    firstDay,
  );
}

export function balanceInput(meter: MadeMeter, days: readonly DayBalance[], from?: number, to?: number): AnomalyInput {
  return { ...inputOf(meter, from, to), balanceAt: (day) => days[day - firstDay] };
}
