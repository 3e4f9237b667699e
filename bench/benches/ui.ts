import { type Browser, openBrowser } from '../../apps/ui/test/browser/open-browser.ts';
import { type Measurement, median } from '../measurement.ts';
import type { Bench } from '../registry.ts';
import { servePages } from './pages/serve-pages.ts';
import { fillDemoHouse } from './ui/demo-house.ts';
import { interactions } from './ui/interactions.ts';
import { inFreshPage, loadPage, visits } from './ui/load-page.ts';
import { timeInteraction } from './ui/watch-page.ts';

const paintAim = 1;
const interactionAim = 100;
/** Every page by its path; two have a promise about their scripts, in kB. */
const pages: readonly { readonly path: string; readonly scripts?: number }[] = [
  { path: '/', scripts: 250 },
  { path: '/lineage', scripts: 350 },
  { path: '/assets' },
  { path: '/assets/physical/gas_zahler?partition=2025-11-27' },
  { path: '/meters' },
  { path: '/meters/haupt_wasser' },
  { path: '/anomalies' },
  { path: '/runs' },
  { path: '/runs/2' },
  { path: '/backfills' },
  { path: '/backfills/new?selection=consumption/eg_strom/daily' },
  { path: '/schedules' },
];
const house = '26 meters, 4 years';

/** What somebody waits for who looks at the demo house in a real browser. */
export const ui: Bench = {
  about: 'pages of the demo house in Chromium: largest paint, scripts, and how soon a click is answered',
  async measure() {
    const demo = fillDemoHouse();
    try {
      const served = await servePages(demo.state);
      const browser = await openBrowser();
      try {
        const measurements: Measurement[] = [];
        for (const page of pages) measurements.push(...(await measurePage(browser, served.origin, page)));
        for (const one of interactions) measurements.push(await measureInteraction(browser, served.origin, one));
        return measurements;
      } finally {
        await browser.close();
        await served.stop();
      }
    } finally {
      demo.remove();
    }
  },
};

async function measurePage(
  browser: Browser,
  origin: string,
  { path, scripts }: (typeof pages)[number],
): Promise<Measurement[]> {
  const { paintSeconds, scriptKilobytes } = await loadPage(browser, origin + path);
  const about = `${path}, ${house}`;
  return [
    { case: about, metric: 'largest paint', value: paintSeconds, unit: 's', better: 'lower', aim: paintAim },
    {
      case: about,
      metric: 'scripts, gzip',
      value: scriptKilobytes,
      unit: 'kB',
      better: 'lower',
      ...(scripts === undefined ? {} : { aim: scripts }),
    },
  ];
}

async function measureInteraction(
  browser: Browser,
  origin: string,
  { name, path, act }: (typeof interactions)[number],
): Promise<Measurement> {
  const took: number[] = [];
  for (let visit = 0; visit < visits; visit++)
    took.push(await inFreshPage(browser, origin + path, (page) => timeInteraction(page, () => act(page))));
  return {
    case: `${name}, ${house}`,
    metric: 'until painted',
    value: median(took),
    unit: 'ms',
    better: 'lower',
    aim: interactionAim,
  };
}
