import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { liveIn } from './live-in.ts';
import { openBrowser, openContext, photograph, visit } from './open-browser.ts';
import { type ServedHouse, serveHouse } from './serve-house.ts';
import { violations } from './violations.ts';

/** A state of a page that shows much, and what is waited for before it is looked at. */
interface Sight {
  readonly path: string;
  readonly ready?: (page: Page) => Promise<void>;
}

/** The chart has the points of its own width, and has drawn. */
async function chartDrawn(page: Page): Promise<void> {
  await page.locator('[role=application][aria-busy=false] canvas').first().waitFor();
  await canvasesDrawn(page);
}

async function canvasesDrawn(page: Page): Promise<void> {
  await page.locator('main canvas').first().waitFor();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('canvas')].every((canvas) => {
      const context = canvas.getContext('2d');
      const { width, height } = canvas;
      if (context === null || width === 0 || height === 0) return false;
      const { data } = context.getImageData(0, 0, width, height);
      return data.some((value, i) => i % 4 === 3 && value > 0);
    }),
  );
}

const planShown = (page: Page) => page.getByText(/\d+ (partitions to make|Partitionen zu bilden)/).waitFor();

/** A rule that makes nothing while the pages are looked at. */
const rules = '\nautomation: { anomalies: "30 23 * * *" }\n';

/** Every page; the one for signing in is looked at where there is a password. */
const sights: Readonly<Record<string, Sight>> = {
  overview: { path: '/' },
  lineage: { path: '/lineage', ready: canvasesDrawn },
  'lineage-path': { path: '/lineage?path=readings/eg_strom,anomalies/strom_allgemein', ready: canvasesDrawn },
  'lineage-collapsed': { path: '/lineage?groups=collapsed', ready: canvasesDrawn },
  assets: { path: '/assets' },
  asset: { path: '/assets/physical/gas_zahler?partition=2025-11-27' },
  'asset-missing': { path: '/assets/consumption/og1_strom/daily?partition=2025-11-20' },
  meters: { path: '/meters' },
  meter: { path: '/meters/haupt_wasser', ready: chartDrawn },
  anomalies: { path: '/anomalies' },
  incident: {
    path: '/anomalies',
    ready: async (page) => {
      await page
        .getByRole('link', { name: /og1_wasser_warm/ })
        .first()
        .click();
      await page.locator('#incident').waitFor();
    },
  },
  runs: { path: '/runs' },
  run: { path: '/runs/2' },
  'run-failed': { path: '/runs?status=failed', ready: openFirstRun },
  backfills: { path: '/backfills' },
  backfill: { path: '/backfills/1' },
  'backfill-new': {
    path: '/backfills/new?selection=consumption/eg_strom/daily&from=2025-03-01&to=2025-06-30&state=all',
    ready: planShown,
  },
  schedules: { path: '/schedules' },
  configuration: { path: '/configuration' },
  'not-found': { path: '/assets/nothing' },
};

async function openFirstRun(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^#\d/ }).first().click();
  await page.getByRole('heading', { level: 1, name: /#\d/ }).waitFor();
}

const looks = [
  { width: 1440, colorScheme: 'light', locale: 'en-GB' },
  { width: 1440, colorScheme: 'dark', locale: 'de-DE' },
  { width: 390, colorScheme: 'light', locale: 'de-DE' },
  { width: 390, colorScheme: 'dark', locale: 'en-GB' },
  { width: 360, colorScheme: 'light', locale: 'de-DE' },
] as const;

describe.skipIf(findChromium() === undefined)('every page', () => {
  let house: ServedHouse;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([serveHouse({}, rules), openBrowser()]);
    await liveIn(house);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  test('a meter that was removed says nothing about this month', async () => {
    const context = await openContext(browser);
    const page = await context.newPage();
    await visit(page, `${house.address}/meters`);
    const amounts = (meter: string) =>
      page
        .getByRole('row')
        .filter({ has: page.getByRole('link', { name: meter, exact: true }) })
        .getByRole('cell');
    expect((await amounts('strom_alt_HT').allInnerTexts()).slice(2, 4)).toEqual(['–', '–']);
    expect((await amounts('haupt_strom').allInnerTexts())[2]).toMatch(/\d kWh$/);
    await context.close();
  });

  describe.each(looks)('at $width px, $colorScheme, in $locale', (look) => {
    let context: BrowserContext;
    beforeAll(async () => {
      context = await openContext(browser, look);
    });
    afterAll(() => context?.close());

    test.each(Object.entries(sights))('%s is accessible, whole and quiet', async (name, { path, ready }) => {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(house.address) && !request.url().startsWith('data:'))
          complaints.push(request.url());
      });
      await visit(page, `${house.address}${path}`);
      await ready?.(page);
      // The smallest screen differs from a phone's in width alone.
      if (look.width >= 390) {
        await photograph(page, `${name}-${look.width}-${look.colorScheme}`);
        expect(await violations(page)).toEqual([]);
      }
      // Nothing but what scrolls by itself is wider than the screen.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.width);
      expect(complaints).toEqual([]);
      await page.close();
    });
  });
});
