import type { DayClass } from './german-calendar.ts';

/** Weight of each wall-clock hour by day class; the mean over the day is 1. */
export type LoadShape = Readonly<Record<DayClass, Float64Array>>;

/** From 24 relative weights a class; a Sunday may be livelier than a workday, so `level` scales a class as a whole. */
function shape(
  weights: Readonly<Record<DayClass, readonly number[]>>,
  level: Readonly<Record<DayClass, number>>,
): LoadShape {
  const scaled = (dayClass: DayClass): Float64Array => {
    const hours = weights[dayClass];
    const sum = hours.reduce((total, weight) => total + weight, 0);
    return Float64Array.from(hours, (weight) => (weight * 24 * level[dayClass]) / sum);
  };
  return { workday: scaled('workday'), saturday: scaled('saturday'), sunday: scaled('sunday') };
}

/** What people in a flat switch on: breakfast, evening, on Sundays a midday meal. */
export const householdActivity = shape(
  {
    workday: [2, 1, 1, 1, 1, 2, 7, 9, 6, 4, 4, 5, 6, 5, 4, 4, 5, 8, 11, 12, 11, 9, 6, 3],
    saturday: [3, 2, 1, 1, 1, 1, 3, 5, 8, 9, 9, 9, 9, 8, 7, 6, 7, 8, 10, 11, 10, 9, 7, 5],
    sunday: [4, 2, 1, 1, 1, 1, 2, 4, 7, 9, 11, 14, 13, 9, 7, 6, 7, 8, 9, 10, 10, 9, 6, 4],
  },
  { workday: 0.96, saturday: 1.06, sunday: 1.14 },
);

/** The ground-floor office with the common lights: busy on workdays from eight to six. */
export const officeActivity = shape(
  {
    workday: [1, 1, 1, 1, 1, 1, 2, 5, 11, 13, 13, 13, 11, 12, 13, 13, 12, 9, 5, 3, 2, 2, 1, 1],
    saturday: [1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1],
    sunday: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1],
  },
  { workday: 1.3, saturday: 0.4, sunday: 0.3 },
);

/** Taps, toilets and showers. Nights are all but dry, which is what lets a leak be seen. */
export const waterDraws = shape(
  {
    workday: [0.1, 0.04, 0.02, 0.02, 0.04, 1, 8, 10, 6, 3, 2, 3, 4, 3, 2, 2, 3, 5, 8, 8, 6, 5, 3, 0.8],
    saturday: [0.2, 0.1, 0.04, 0.02, 0.02, 0.2, 2, 5, 9, 10, 8, 6, 5, 4, 3, 3, 4, 5, 7, 7, 5, 4, 3, 1],
    sunday: [0.3, 0.1, 0.04, 0.02, 0.02, 0.1, 1, 3, 8, 11, 10, 8, 6, 4, 3, 3, 4, 5, 7, 7, 5, 4, 2, 0.8],
  },
  { workday: 0.95, saturday: 1.1, sunday: 1.12 },
);

/** What the room thermostats ask for: set back at night. */
export const flatHeating = shape(
  {
    workday: [5, 5, 5, 5, 6, 11, 13, 12, 10, 9, 8, 8, 8, 8, 9, 10, 11, 12, 12, 12, 11, 10, 8, 6],
    saturday: [5, 5, 5, 5, 5, 7, 11, 13, 12, 11, 10, 9, 9, 9, 9, 10, 11, 12, 12, 12, 11, 10, 8, 6],
    sunday: [5, 5, 5, 5, 5, 6, 10, 13, 13, 12, 11, 10, 9, 9, 9, 10, 11, 12, 12, 12, 11, 10, 8, 6],
  },
  { workday: 1, saturday: 1.02, sunday: 1.03 },
);

/** Heated for working hours only. */
export const officeHeating = shape(
  {
    workday: [4, 4, 4, 4, 6, 12, 15, 15, 13, 11, 10, 9, 9, 9, 9, 9, 8, 6, 5, 4, 4, 4, 4, 4],
    saturday: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    sunday: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  },
  { workday: 1.2, saturday: 0.5, sunday: 0.5 },
);
