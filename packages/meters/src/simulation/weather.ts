import { dayOfYear } from '@meterworks/assets';
import { eachHour, HOUR_MS, type HourGrid } from './hour-grid.ts';
import { bellAt, openStream, smoothNoiseAt } from './seeded-random.ts';

/** Where the house stands: central Germany. */
const LATITUDE = (51 * Math.PI) / 180;
const LONGITUDE_HOURS = 10 / 15;
const YEAR = 365.25;

export interface Weather {
  /** Outdoor temperature per hour, °C. */
  readonly temperature: Float64Array;
  /** Irradiance per hour as a share of the clear sky's at the zenith, 0…1; 0 at night. */
  readonly sun: Float64Array;
  /** Mean outdoor temperature per local day, °C. */
  readonly dayMeans: Float64Array;
  /** Mean over three days, the newest counting most, °C: what a building's mass feels. */
  readonly sluggishMeans: Float64Array;
  /** Share of the sky that is clear, per local day, 0.08…1. */
  readonly clearness: Float64Array;
}

/** A made-up temperate climate: a yearly wave, fronts of days and weeks, a daily wave that is larger under a clear sky. */
export function simulateWeather(grid: HourGrid, seed: number): Weather {
  const meanOf = dayMeanModel(seed);
  const clearOf = clearnessModel(seed);
  const dayMeans = Float64Array.from(grid.days, ({ day }) => meanOf(day));
  const sluggishMeans = Float64Array.from(
    grid.days,
    ({ day }) => 0.5 * meanOf(day) + 0.3 * meanOf(day - 1) + 0.2 * meanOf(day - 2),
  );
  const clearness = Float64Array.from(grid.days, ({ day }) => clearOf(day));
  const temperature = new Float64Array(grid.hours);
  const sun = new Float64Array(grid.hours);
  eachHour(grid, (hour, { day, dayOfYear: date }, index) => {
    const wall = grid.wallHours[hour] ?? 0;
    const mean = dayMeans[index] ?? 0;
    const clear = clearness[index] ?? 0;
    // From noon to noon the means run into one another, so that midnight brings no step.
    const fromNoon = (wall - 11.5) / 24;
    const neighbour = fromNoon < 0 ? meanOf(day - 1) : meanOf(day + 1);
    const level = mean + (neighbour - mean) * Math.abs(fromNoon);
    const summer = 0.5 - 0.5 * Math.cos((2 * Math.PI * (date - 10)) / YEAR);
    const swing = 1 + (1.5 + 3.5 * summer) * clear;
    temperature[hour] = level + swing * Math.cos((2 * Math.PI * (wall - 15)) / 24);
    sun[hour] = Math.max(0, sineOfElevation(date, grid.start + hour * HOUR_MS)) * clear;
  });
  return { temperature, sun, dayMeans, sluggishMeans, clearness };
}

function dayMeanModel(seed: number): (day: number) => number {
  const fronts = openStream(seed, 'weather/fronts');
  const spells = openStream(seed, 'weather/spells');
  const seasons = openStream(seed, 'weather/seasons');
  const daily = openStream(seed, 'weather/daily');
  return (day) =>
    9.8 -
    9.2 * Math.cos((2 * Math.PI * (dayOfYear(day) - 18)) / YEAR) +
    5 * smoothNoiseAt(fronts, day / 4.3) +
    3.5 * smoothNoiseAt(spells, day / 17) +
    1.5 * smoothNoiseAt(seasons, day / 90) +
    0.7 * bellAt(daily, day);
}

function clearnessModel(seed: number): (day: number) => number {
  const clouds = openStream(seed, 'weather/clouds');
  return (day) => Math.min(1, Math.max(0.08, 0.5 + 0.6 * smoothNoiseAt(clouds, day / 1.7)));
}

/** Sine of the sun's height in the middle of the hour that begins at `instant`, by declination and hour angle. */
function sineOfElevation(date: number, instant: number): number {
  const declination = ((-23.44 * Math.PI) / 180) * Math.cos((2 * Math.PI * (date + 10)) / YEAR);
  const solarHour = ((instant / HOUR_MS) % 24) + 0.5 + LONGITUDE_HOURS;
  const hourAngle = ((solarHour - 12) * Math.PI) / 12;
  return Math.sin(LATITUDE) * Math.sin(declination) + Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(hourAngle);
}
