/**
 * Every number that decides what an anomaly is, in one place, with its source. None is fitted to a given series: they are those of the
 * rule that names them, or safety margins that keep a verdict a function of at most 400 trailing days.
 */

/** No verdict of a day looks further back than this. */
export const memoryDays = 400;

/** Spike and drop by days. Source: robust z of log residuals; |z| > 4 on a day or > 3 on three; a day > 3 × own p99. */
export const level = {
  openingScore: 4,
  runningScore: 3,
  /** A run of days beyond `runningScore` that is this long opens without any of them beyond `openingScore`. */
  openingDays: 3,
  /** Comparable days: this far back, same weekday class; doubled where a class has too few of them. */
  seasonDays: 28,
  fewestOfClass: 8,
  /** With fewer days than this in its class a day must stand out among those of all classes too. */
  manyOfClass: 20,
  fewestDays: 14,
  /** The year before teaches what follows the season: from 7 days before to 28 days after the same date, 364 days ago. */
  yearAgoFrom: 371,
  yearAgoTo: 336,
  sameDateYearAgo: 364,
  /**
   * The least spread of a day's logarithm: nobody's days are more alike than 15 %, and weather moves heating by more. In the first year
   * the season is unknown: what follows may be several times as much.
   */
  spreadFloor: {
    electricity: { known: 0.15, firstYear: 0.25 },
    water: { known: 0.15, firstYear: 0.25 },
    other: { known: 0.15, firstYear: 0.25 },
    gas: { known: 0.25, firstYear: 0.5 },
    heat: { known: 0.25, firstYear: 0.5 },
  },
  /** Few neighbours show too little of the spread: it is taken to be wider by this many times its nth part. */
  smallSample: 4,
  /** Added before the logarithm, as a share of the median, so that small amounts don't weigh more than large ones. */
  offsetShare: 0.05,
  /** Days below this share of the upper quartile count as still; with more than a tenth of them the load is intermittent. */
  stillShare: 0.05,
  intermittentShare: 0.1,
  /** Stretches of 28 days within the year that make a load intermittent even where it seems not to be. */
  intermittentMonths: 3,
  /** A run must leave the range of the 28 measured days before it by this factor: seasons come gradually. */
  recentDays: 28,
  recentWithin: 42,
  beyondRecent: 1.2,
  /**
   * A day above this multiple of the own p99 of the year before is a spike whatever its season. The source says 3; half less, so that what
   * adds three times the p99 of all days is found in years that were higher than most.
   */
  limitOfP99: 2.5,
  fewestMovingDays: 28,
  /** So many days as expected don't end an incident, nor do days not measured. */
  clearDays: 2,
  /** A level that lasts longer is the new level. 371 + 28 days stay within the memory. */
  longestRun: 28,
  criticalScore: 8,
  criticalRatio: 3,
} as const;

/** Hand-read meters: an interval between readings as one rate. Source: the level rule, with floors for the few neighbours there are. */
export const interval = {
  shortestHours: 20,
  seasonDays: 45,
  fewestOfSeason: 4,
  fewestOfYear: 6,
  spreadFloor: 0.2,
  /** Fewer neighbours than this say little about spread. */
  fewNeighbours: 8,
  spreadFloorFew: 0.35,
} as const;

/** Stuck registers. Source: equal registers longer than max(1.5 × own longest zero run, a floor by kind). */
export const stuck = {
  margin: 1.5,
  alwaysOnHours: 6,
  /** Floors in hours where a meter is known to rest at times. */
  floorHours: { electricity: 14 * 24, water: 14 * 24, gas: 14 * 24, heat: 60 * 24, other: 14 * 24 },
  /** Floor of a meter that has moved every day: three days. */
  dailyFloorHours: 72,
  /** A meter that rests on more than this share of its days (a tariff register does on three of seven) needs the floor of heat. */
  restingShare: 0.75,
  restingFloorHours: 60 * 24,
  /** Days before the run that teach, each with a still run of at most a month: 189 + 180 + 30 days stay within the memory. */
  learningDays: 180,
  longestLearnedHours: 30 * 24,
  longestRunHours: 189 * 24,
  fewestDays: 28,
  fewestDailyDays: 90,
  /** Around the same date of the year before: where `restingShare` of these days rested, the meter rests in this season. */
  yearAgoFrom: 378,
  yearAgoTo: 350,
  criticalTimes: 3,
  /** Zero runs seen on fewer days than this share don't teach: they may be earlier faults. */
  ignoredShare: 0.02,
  /** A meter that ran down before it stopped, to this share of its usual day within the week before, is out of season. */
  runDownDays: 7,
  runDownShare: 0.25,
} as const;

/** Leaks. Source: minimum over 24 h ≥ one resolution step: suspect; 72 h: leak. */
export const flow = {
  suspectHours: 24,
  leakHours: 72,
  /** Flow must usually stop: at most this share of the days before had 24 h without a stop. */
  usualShare: 0.05,
  learningDays: 60,
  fewestDays: 14,
  /**
   * Gas also heats without a stop, for weeks: it is judged only where the same season of the year before is known and always stopped.
   * Days as in the level's year before.
   */
  yearAgoFrom: 371,
  yearAgoTo: 336,
  /** A flow that goes on longer is the meter's habit. 300 + 60 days and the two that a run of 24 hours needs stay within the memory. */
  longestRunHours: 300 * 24,
} as const;

/** Silence. Own rule: half as long again as the spacing that 19 of 20 readings keep; as the longest one, where there are fewer. */
export const silence = {
  margin: 1.5,
  quantile: 0.95,
  fewestSpacings: 4,
  fewSpacings: 20,
  /** Where no habit is known: a quarter and a week. */
  unknownHabitDays: 98,
  criticalTimes: 3,
} as const;

/** Parts above the whole. Source: a floor of 2 % electricity, 3 % gas, 5 % water and heat, of the whole. */
export const balance = {
  tolerance: { electricity: 0.02, gas: 0.03, water: 0.05, heat: 0.05, other: 0.05 },
  learningDays: 90,
  criticalShare: 0.5,
} as const;
