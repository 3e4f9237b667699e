import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { openBrowser, openContext, photograph, visit } from './open-browser.ts';
import { type ServedHouse, serveHouse } from './serve-house.ts';
import { violations } from './violations.ts';

describe.skipIf(findChromium() === undefined)('the configuration', () => {
  let house: ServedHouse;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([serveHouse({ WEBHOOK_TOKEN: 'nobody-may-see-this' }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  async function expectAccessible(page: Page, width: number): Promise<void> {
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }

  test('says what holds and from where, and no secret', async () => {
    const context = await openContext(browser);
    const page = await context.newPage();
    await visit(page, `${house.address}/configuration`);
    await page.getByRole('row', { name: /^timezone Europe\/Berlin config\/config\.yaml:\d+$/ }).waitFor();
    await page.getByRole('row', { name: /^logging\.backup_count 5 default$/ }).waitFor();
    await photograph(page, 'configuration-1440-light');
    await expectAccessible(page, 1440);
    await page.getByRole('link', { name: 'Secrets' }).click();
    await page.getByRole('row', { name: /^WEBHOOK_TOKEN \*\*\* environment of the process$/ }).waitFor();
    expect(await page.content()).not.toContain('nobody-may-see-this');
    await page.getByRole('link', { name: 'Meters', exact: true }).last().click();
    await page.getByRole('row', { name: /^haupt_strom\.output_unit kWh config\/meters\.yaml:\d+$/ }).waitFor();
    await context.close();
  });

  test('files that cannot be used are told with their places, beside what goes on', async () => {
    const context = await openContext(browser, { width: 390, colorScheme: 'dark', locale: 'de-DE' });
    const page = await context.newPage();
    await visit(page, `${house.address}/configuration`);
    const file = join(house.folder, 'config', 'config.yaml');
    writeFileSync(file, 'storage: embedded\ntimezone: Mars\nextrapolate_max_days: 3\n');
    await page.getByText('Die geänderten Dateien gelten nicht').waitFor();
    await page.getByText(/config\.yaml:2:11$/).waitFor();
    await page.getByRole('row', { name: /^timezone Europe\/Berlin Mars/ }).waitFor();
    await photograph(page, 'configuration-390-dark');
    await expectAccessible(page, 390);
    writeFileSync(file, 'storage: embedded\nextrapolate_max_days: 3\n');
    await page.getByText('Die geänderten Dateien gelten nicht').waitFor({ state: 'detached' });
    await context.close();
  });
});
