import type { Formats } from '../formats.ts';
import { acts } from './acts.ts';
import { anomalies } from './anomalies.ts';
import { assets } from './assets.ts';
import { backfills } from './backfills.ts';
import { configuration } from './configuration.ts';
import { lineage } from './lineage.ts';
import { login } from './login.ts';
import { meters } from './meters.ts';
import { overview } from './overview.ts';
import { readings } from './readings.ts';
import { runs } from './runs.ts';
import { schedules } from './schedules.ts';
import { search } from './search.ts';
import { shell } from './shell.ts';
import { status } from './status.ts';
import { why } from './why.ts';

/** All texts in English. Its shape is what every other language must have. */
export const english = (format: Formats) => ({
  shell,
  lineage,
  login,
  schedules,
  acts: acts(format),
  anomalies: anomalies(format),
  assets: assets(format),
  backfills: backfills(format),
  configuration: configuration(format),
  meters: meters(format),
  overview: overview(format),
  readings: readings(format),
  runs: runs(format),
  search: search(format),
  status: status(format),
  why: why(format),
});
