import type { Measurement } from '../measurement.ts';
import type { Bench } from '../registry.ts';
import { balanceLeaks } from './accuracy/anomalies/balance-leaks.ts';
import { cleanMonths } from './accuracy/anomalies/clean-months.ts';
import { flatYear } from './accuracy/anomalies/flat-year.ts';
import { injectedFaults } from './accuracy/anomalies/injected-faults.ts';
import { madeUpHouses } from './accuracy/anomalies/made-up-houses.ts';
import { waterLeaks } from './accuracy/anomalies/water-leaks.ts';
import { coarseRegisters } from './accuracy/coarse-registers.ts';
import { denseDays } from './accuracy/dense-days.ts';
import { hourlyGaps } from './accuracy/hourly-gaps.ts';
import { injectedReadings } from './accuracy/injected-readings.ts';
import { realHome } from './accuracy/real-home.ts';
import { repairSpeed } from './accuracy/repair-speed.ts';
import { repairTotals } from './accuracy/repair-totals.ts';
import type { Section } from './accuracy/section.ts';
import { sparseReadings } from './accuracy/sparse-readings.ts';
import { uncertainty } from './accuracy/uncertainty.ts';

/** In the order of the table. A new section is a file in `accuracy/` and a line here. */
const sections: readonly Section[] = [
  repairTotals,
  injectedReadings,
  repairSpeed,
  realHome,
  denseDays,
  coarseRegisters,
  hourlyGaps,
  sparseReadings,
  uncertainty,
  injectedFaults,
  waterLeaks,
  balanceLeaks,
  cleanMonths,
  flatYear,
  madeUpHouses,
];

/** How right the numbers are, on real series and on a made-up house whose truth is known; the old system's rules beside ours. */
export const accuracy: Bench = {
  about: 'how right the numbers are, on real readings and against a known truth, beside the old rules',
  parts: sections.map(({ name }) => name),
  async measure(word = '') {
    const rows: Measurement[] = [];
    for (const { name, measure } of sections.filter((section) => section.name.includes(word))) {
      console.error(`${name} …`);
      rows.push(...(await measure()));
    }
    return rows;
  },
};
