import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { openBrowser, openContext, photograph, visit } from './open-browser.ts';
import { type ServedHouse, serveHouse } from './serve-house.ts';
import { violations } from './violations.ts';

/** Fills the form of a meter's page and has it judged. */
async function enter(page: Page, date: string, time: string, register: string): Promise<void> {
  const card = page.locator('#reading');
  await card.locator('input[type=date]').fill(date);
  await card.locator('input[type=time]').fill(time);
  await card.locator('input[inputmode=decimal]').fill(register);
}

describe.skipIf(findChromium() === undefined)('readings and repairs', () => {
  let house: ServedHouse;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    [house, browser] = await Promise.all([serveHouse(), openBrowser()]);
  });
  beforeEach(async () => {
    context = await openContext(browser);
    page = await context.newPage();
    return () => context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  /** The register of a meter at the end of the last day of the year. */
  async function lastRegister(meter: string): Promise<number> {
    const csv = await house.run('series', `physical/${meter}`, '--from', '2025-12-31', '--to', '2025-12-31');
    return Number(csv.trim().split('\n').at(-1)?.split(',')[2]);
  }

  test('a reading is judged, written and made of, and what nobody can have read is not', async () => {
    const last = await lastRegister('og1_wasser_kalt');
    await visit(page, `${house.address}/meters/og1_wasser_kalt`);
    const card = page.locator('#reading');

    await enter(page, '2025-12-31', '23:30', String(Math.floor(last) - 20));
    await card.getByRole('button', { name: 'Check' }).click();
    await card.getByText('It lies below the reading before').waitFor();
    await card.getByRole('button', { name: 'Save it all the same' }).waitFor();
    await photograph(page, 'meter-entry-doubt-1440');

    await enter(page, '2026-01-02', '12:00', String(last));
    await card.getByRole('button', { name: 'Check' }).click();
    await card.getByText('This time is still to come').waitFor();
    expect(await card.getByRole('button', { name: /save/i }).count()).toBe(0);

    await enter(page, '2025-12-31', '23:30', (last + 0.2).toFixed(3));
    await card.getByRole('button', { name: 'Check' }).click();
    await card.getByRole('button', { name: 'Save', exact: false }).click();
    await card.getByText(/^Written: /).waitFor();
    await card.getByText(/physical\/og1_wasser_kalt/).waitFor();
    await photograph(page, 'meter-entry-written-1440');
    await card.getByRole('button', { name: 'Materialize' }).click();
    await card.getByText(/: success, \d+ partitions? made/).waitFor();
    await card.getByRole('link', { name: /^run #\d+$/ }).waitFor();
  });

  test('the hour that comes twice is asked for, and one that no clock showed is told', async () => {
    await visit(page, `${house.address}/meters/og1_wasser_kalt`);
    const card = page.locator('#reading');
    await enter(page, '2025-10-26', '02:30', '100');
    await card.getByLabel('the second (+01:00)').check();
    await photograph(page, 'meter-entry-october-1440');
    await enter(page, '2025-03-30', '02:30', '100');
    await card.getByText('No clock showed this time').waitFor();
    expect(await card.getByRole('button', { name: 'Check' }).isDisabled()).toBe(true);
  });

  test('what is said of a reading is whole and accessible on a phone, in German and the dark', async () => {
    const phone = await openContext(browser, { width: 390, colorScheme: 'dark', locale: 'de-DE' });
    const small = await phone.newPage();
    await visit(small, `${house.address}/meters/haupt_wasser`);
    await enter(small, '2025-12-31', '12:00', '1,5');
    await small.locator('#reading').getByRole('button', { name: 'Prüfen' }).click();
    await small.getByText('Ein Zähler zählt nicht zurück.').waitFor();
    await photograph(small, 'meter-entry-390-dark');
    expect(await violations(small)).toEqual([]);
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await phone.close();
  });

  test('a repair is decided, counts from the next run on, and is taken back', async () => {
    await visit(page, `${house.address}/meters/haupt_wasser`);
    const finding = page
      .locator('#findings li', { hasText: 'were dropped' })
      .or(page.locator('#findings li', { hasText: 'was dropped' }));
    await finding.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('Noted; it counts from the next run on.').waitFor();
    await page.locator('#findings').getByRole('button', { name: 'Materialize' }).click();
    await page.locator('#findings').getByText('accepted by you').waitFor();
    expect(await house.run('findings', '--meter', 'haupt_wasser')).toContain('accepted');

    await visit(page, `${house.address}/meters/haupt_wasser`);
    await photograph(page, 'meter-decided-1440');
    await page.locator('#findings').getByRole('button', { name: 'Take it back' }).first().click();
    await page.getByText('Noted; it counts from the next run on.').waitFor();
    await page.locator('#findings').getByRole('button', { name: 'Materialize' }).click();
    await finding.getByRole('button', { name: 'Accept' }).waitFor();
  });
});
