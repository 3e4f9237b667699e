/**
 * Every number that decides what an anomaly is, in one place, with its source. None is fitted to a given series: they are those of the
 * rule that names them, or safety margins that keep a verdict a function of at most 520 trailing days.
 */

/** No verdict of a day looks further back than this. */
export const memoryDays = 520;

/** Spike and drop by days. Source: robust z of log residuals; |z| > 4 on a day or > 3 on three; a day > 3 × own p99. */
export const level = {
  openingScore: 4,
  runningScore: 3,
  /** A run of days beyond `runningScore` that is this long opens without any of them beyond `openingScore`. */
  openingDays: 3,
  /**
   * Days beyond `openingScore` that open a drop. A day with too much is news; a day with nothing is what happens where few taps are turned
   * or the sun is not seen, so low ones are confirmed by a second.
   */
  confirmingLowDays: 2,
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
  /**
   * A day below this share of the own first percentile of the year before is low whatever its range: as far below as the limit above is
   * beyond the top. A quarter must be known, of what heats the year.
   */
  limitOfLeast: 0.4,
  fewestDaysOfLeast: { electricity: 90, water: 90, other: 90, gas: 330, heat: 330 },
  /** What is beyond that multiple of this quantile of the days that moved is an anomaly itself and no part of the p99. */
  usualTop: 0.95,
  fewestMovingDays: 28,
  /** So many days as expected don't end an incident, nor do days not measured. */
  clearDays: 2,
  /** What returns on the same side within so many days is the same incident. Source: the budget of one false incident a meter and month. */
  joinedDays: 14,
  /** So long after a standstill a low week says nothing, nor after something told a day's share: it is the end of it, or the meter is like that. */
  budgetDays: 28,
  /** A level that lasts longer is the new level. 371 + 28 days and the 116 of a step that asks for it stay within the memory. */
  longestRun: 28,
  criticalScore: 8,
  criticalRatio: 3,
} as const;

/**
 * Levels of weeks. Source: CUSUM on the residual, change date = its maximum. Its usual form sums up from the beginning of the series; here the
 * level of a window is held against the four weeks before it, so that a verdict is a function of few days, and what is usual is learned
 * from the same statistic in the meter's own past instead of from a distribution that no meter has.
 */
export const change = {
  beforeDays: 28,
  /**
   * A level lasts four weeks, of which all but one show at least a third of the change. Of a change that came evenly over eight weeks, one
   * fortnight differs from the next by half, one week from the next by a quarter; of an abrupt one by all.
   */
  step: { days: 28, margin: 1.25, usualShare: 0.9, abruptDays: 14, abruptShare: 0.75 },
  /** As much of a load that runs by chance, of which a mean is all that there is. */
  chanceStep: { days: 28, margin: 1.5, usualShare: 0.9, abruptDays: 14, abruptShare: 0.75 },
  /** Less than this share of a change, held against the four weeks before those, and it is the end of another one. */
  returnShare: 0.5,
  lastingShare: 1 / 3,
  /** The level of a meter that runs every day is what this share of its days keep below: of a month with a fortnight's holiday it is the same. */
  usualLevel: 2 / 3,
  /** With more still days than this share a meter runs by chance and only its mean is a level. */
  stillDaysShare: 0.25,
  /** A week and a half that is low on a meter whose single days say nothing is a drop: shorter ones are natural where a load runs twice a week. */
  drop: { days: 10, margin: 2.5, usualShare: 0.9, abruptDays: 7, abruptShare: 0.5 },
  /**
   * Margins are multiples of what nine of ten changes kept within, of a normal distribution 1.6 standard deviations: 2 of a step, which must
   * also last and be no season; 2.5 where chance rules; 4.1 of ten days, of which there are 36 in a year.
   */
  /** 280 days, the 56 of a change and a run of 56 stay within the memory. */
  learningDays: 280,
  longestRun: 56,
  /** Days before one that is judged of which a step asks what was told: those of its run and of the windows at the run's beginning. */
  toldDays: 116,
  /** So many days within what is usual don't end a step. */
  clearDays: 14,
  /** Where the same weeks of the year before are known, half of the change must be one from them, too. */
  sameDateYearAgo: 364,
  yearlyShare: 0.5,
  /** Changes known before one is judged: what heats must have shown a season. */
  fewestDays: { electricity: 60, water: 60, other: 60, gas: 250, heat: 250 },
  measuredShare: 0.75,
  offsetShare: 0.05,
  /** A meter whose level usually changes by more than a factor of two, as with the seasons, has none that could step. */
  steadyLimit: Math.LN2,
  /** Nobody asks about less: a fifth more or a sixth less, as a logarithm. */
  stepFloor: 0.18,
  /** Low days have less than half in the mean, and so has the last one. */
  dropShare: 0.5,
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

/**
 * Stuck registers. Source: equal registers longer than max(1.5 × own longest zero run, always-on electricity 6 h, water 14 d, heat 60 d).
 * Own zero run: the longest but one, so that one earlier fault teaches nothing.
 */
export const stuck = {
  margin: 1.5,
  alwaysOnHours: 6,
  /** Electricity is always on where it paused for that long on fewer days than this share. */
  ignoredShare: 0.02,
  /** Electricity of which nearly every day has at least this share of the usual one may miss half a day. */
  dailyShare: 0.1,
  dailyHours: 12,
  /** A meter that mostly rests, but ends a rest on this share of its days, has a rhythm and needs no floor of a season. */
  rhythmShare: 1 / 9,
  /** Floors in hours where a meter is known to rest at times; for what the source does not name: a day, and the longest rest of a gas boiler that warms water. */
  floorHours: { electricity: 24, gas: 72, water: 14 * 24, heat: 60 * 24, other: 14 * 24 },
  /** Where a standstill is judged within a week, days of nothing are left to it and are no drop. */
  soonHours: 7 * 24,
  /** A meter that rests on more than this share of its days needs the floor of heat. */
  restingShare: 0.75,
  restingFloorHours: 60 * 24,
  /**
   * Days before the run that teach. A rest of more than a month is a season and teaches nothing. 189 + 180 days and the run's first stay
   * within the memory.
   */
  learningDays: 180,
  longestLearnedHours: 30 * 24,
  longestRunHours: 189 * 24,
  fewestDays: 28,
  /** Around the same date of the year before: where `restingShare` of these days rested, the meter rests in this season. */
  yearAgoFrom: 371,
  yearAgoTo: 343,
  /** What the register rested from a year ago to ten weeks later in that year teaches too: seasons come early and late. */
  yearAgoRestsTo: 301,
  /**
   * A standstill that long is news whatever was told before it. With the 28 days before, and the year that the season of those asks for, it
   * stays within the memory.
   */
  againDays: 90,
  criticalTimes: 3,
  /** A meter that ran down before it stopped, to this share of its usual day within the two weeks before, is out of season. */
  runDownDays: 14,
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

/**
 * A whole and its parts. Source: the share that is left, per day and per 30 days, against median ± 4 × 1.4826 × MAD and a floor of 2 %
 * electricity, 3 % gas, 5 % water and heat, of the whole; a lasting shift by CUSUM with h = 5σ and k = 0.5σ.
 */
export const balance = {
  tolerance: { electricity: 0.02, gas: 0.03, water: 0.05, heat: 0.05, other: 0.05 },
  /** Parts above the whole: what is usually left is the median of so many days. */
  usualDays: 90,
  /** An excess that goes on for longer is the meter's habit, and learned by then. 98 + 77 + 280 days stay within the memory. */
  longestExcess: 98,
  /** An excess above this multiple of what is usually left is critical. */
  criticalShare: 0.5,
  bandSpreads: 4,
  /** The share of a day on which the whole was below this share of its median is rounding and standby, and says nothing. */
  leastWhole: 0.2,
  /** Days whose shares teach, and the fewest of them: what heats must have shown a season. */
  learningDays: 280,
  fewestDays: { electricity: 60, water: 60, other: 60, gas: 200, heat: 200 },
  /** A day must leave the range of the days that teach, but for the most extreme one, by this factor as well: what is left may be a load. */
  beyondRange: 1.5,
  /** The sum of deviations is begun at least so many days ago, on a day number that 28 divides; the days before it teach. */
  cusumDays: 49,
  cusumSlack: 0.5,
  cusumLimit: 5,
  /** One day counts for no more than the band, so that no single one makes a shift. */
  cusumMostSpreads: 4,
  /** Of the source's 30 days whole weeks. */
  meanDays: 28,
  /** A shift lasts two weeks, each of which shows a third of it. */
  lastingDays: 14,
  lastingShare: 1 / 3,
  /** Mean before a shift: of so many days, and at least half of them measured. */
  beforeDays: 28,
  /** As with steps: what the season explains, and when a shift is the new level. 116 + 42 + 77 + 280 days stay within the memory. */
  yearlyShare: 0.5,
  abruptShare: 0.5,
  sameDateYearAgo: 364,
  longestRun: 42,
  clearDays: 14,
  /** A fifth of the whole. */
  criticalShift: 0.2,
} as const;
