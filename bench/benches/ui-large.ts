import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, openBrowser, type Page } from '../../apps/ui/test/browser/open-browser.ts';
import { type Measurement, median } from '../measurement.ts';
import type { Bench } from '../registry.ts';
import { fillLargeHouse } from './pages/fill-large-house.ts';
import { dataAim, largeHouse, largePages } from './pages/large-pages.ts';
import { servePages } from './pages/serve-pages.ts';
import { inFreshPage, loadPage, visits } from './ui/load-page.ts';
import { recordFrames } from './ui/watch-page.ts';

const house = `${largeHouse.meters} meters, ${largeHouse.years} years`;
const frameAim = 30;
const screen = { width: 1440, height: 900 } as const;
/** How the lineage is looked at, and how many nodes may stand in the document then: none where one canvas stands for them. */
const sights = [
  { name: 'as it opens', zoom: 'In', steps: 0, screen, nodes: 300 },
  { name: 'zoomed in', zoom: 'In', steps: 3, screen, nodes: 300 },
  // So tall that more than 300 nodes are in view before they are too small to be read.
  { name: 'on a wall', zoom: 'Out', steps: 3, screen: { width: 2560, height: 2880 }, nodes: 0 },
  { name: 'zoomed out', zoom: 'Out', steps: 12, screen, nodes: 0 },
] as const;

/** Whether the pages stay usable in a house of the largest size that is promised. */
export const uiLarge: Bench = {
  about: 'pages of 1,000 meters in Chromium: largest paint, data, and how smoothly the lineage moves',
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'meterworks-ui-large-'));
    try {
      const partitions = await fillLargeHouse(folder, largeHouse);
      process.stderr.write(`${largeHouse.meters} meters, ${partitions.toLocaleString('en')} partitions recorded\n`);
      const served = await servePages(folder);
      const browser = await openBrowser();
      try {
        const measurements: Measurement[] = [];
        for (const page of largePages) measurements.push(...(await measurePage(browser, served.origin, page)));
        measurements.push(...(await measureLineage(browser, served.origin)));
        return measurements;
      } finally {
        await browser.close();
        await served.stop();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measurePage(
  browser: Browser,
  origin: string,
  { path, aim }: (typeof largePages)[number],
): Promise<Measurement[]> {
  const { paintSeconds, dataMegabytes } = await loadPage(browser, origin + path);
  const about = `${path}, ${house}`;
  return [
    {
      case: about,
      metric: 'largest paint',
      value: paintSeconds,
      unit: 's',
      better: 'lower',
      ...(aim === undefined ? {} : { aim }),
    },
    { case: about, metric: 'data', value: dataMegabytes, unit: 'MB', better: 'lower', aim: dataAim },
  ];
}

/** Moves the graph as it opens and zoomed out, and looks whether one canvas stands for the nodes where it should. */
async function measureLineage(browser: Browser, origin: string): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const { name, zoom, steps, screen, nodes } of sights) {
    const about = `lineage, ${name}, ${house}`;
    const seen = await inFreshPage(
      browser,
      `${origin}/lineage`,
      async (page) => {
        for (let step = 0; step < steps; step++) await page.getByRole('button', { name: `Zoom ${zoom}` }).click();
        await page.waitForTimeout(500);
        const rates: number[] = [];
        for (let pan = 0; pan < visits; pan++) rates.push(await panRate(page));
        return { rates, nodes: await page.locator('.react-flow__node').count() };
      },
      screen,
    );
    measurements.push({
      case: about,
      metric: 'frames while it is moved',
      value: median(seen.rates),
      unit: '1/s',
      better: 'higher',
      aim: frameAim,
    });
    measurements.push({
      case: about,
      metric: 'nodes in the document',
      value: seen.nodes,
      unit: 'nodes',
      better: 'lower',
      aim: nodes,
    });
  }
  return measurements;
}

/** Frames a second while the graph is dragged up and down, as a hand does. */
async function panRate(page: Page): Promise<number> {
  const { width, height } = page.viewportSize() ?? screen;
  const steps = await recordFrames(page, async () => {
    await page.mouse.move(width / 2, height * 0.85);
    await page.mouse.down();
    for (const to of [0.2, 0.8, 0.3, 0.75]) await page.mouse.move(width * (0.4 + to / 5), height * to, { steps: 40 });
    await page.mouse.up();
  });
  return (steps.length * 1_000) / steps.reduce((sum, ms) => sum + ms, 0);
}
