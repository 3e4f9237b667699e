import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { openBrowser, openContext, photograph, visit } from './open-browser.ts';
import { type ServedHouse, serveHouse } from './serve-house.ts';

/** Every page, and a state of it that shows much. */
const pages: Readonly<Record<string, string>> = {
  overview: '/',
  lineage: '/lineage',
  assets: '/assets',
  asset: '/assets/physical/gas_zahler?partition=2025-11-27',
  meters: '/meters',
  meter: '/meters/haupt_wasser',
  anomalies: '/anomalies',
  runs: '/runs',
  backfills: '/backfills',
  schedules: '/schedules',
  run: '/runs/2',
  'not-found': '/assets/nothing',
};

const looks = [
  { width: 1440, colorScheme: 'light', locale: 'en-GB' },
  { width: 1440, colorScheme: 'dark', locale: 'de-DE' },
  { width: 390, colorScheme: 'light', locale: 'de-DE' },
  { width: 390, colorScheme: 'dark', locale: 'en-GB' },
  { width: 360, colorScheme: 'light', locale: 'en-GB' },
] as const;

describe.skipIf(findChromium() === undefined)('every page', () => {
  let house: ServedHouse;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([serveHouse(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  const cases = looks.flatMap((look) => Object.entries(pages).map(([name, path]) => ({ name, path, ...look })));

  test.each(cases)('$name is accessible, whole and quiet at $width px, $colorScheme, in $locale', async (look) => {
    const context = await openContext(browser, look);
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
    await visit(page, `${house.address}${look.path}`);
    await photograph(page, `${look.name}-${look.width}-${look.colorScheme}`);
    // The smallest screen differs from a phone's in width alone.
    if (look.width >= 390) expect(await violations(page)).toEqual([]);
    // Nothing but what scrolls by itself is wider than the screen.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.width);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    return inPage.run(document, { resultTypes: ['violations'] });
  });
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
