import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { openBrowser, openContext, photograph, visit } from './open-browser.ts';
import { type ServedHouse, serveHouse } from './serve-house.ts';
import { violations } from './violations.ts';

describe.skipIf(findChromium() === undefined)('the search', () => {
  let house: ServedHouse;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([serveHouse(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  test('is opened, walked through and followed by keyboard, and gives the focus back', async () => {
    const context = await openContext(browser);
    const page = await context.newPage();
    await visit(page, house.address);
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: 'Search' });
    await page.getByRole('option', { name: 'Overview' }).waitFor();
    await box.pressSequentially('wasser kalt');
    await page
      .getByRole('dialog')
      .getByText(/\d+ found|shown; more words/)
      .waitFor();
    await page.getByRole('option', { name: /og1_wasser_kalt.*meter/ }).waitFor();
    const active = () => box.getAttribute('aria-activedescendant');
    const first = await active();
    await page.keyboard.press('ArrowDown');
    expect(await active()).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    expect(await active()).toBe(first);
    // The focus stays in the dialog.
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('Tab');
      expect(
        await page.evaluate(
          () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
        ),
      ).toBe(true);
    }
    await box.focus();
    await photograph(page, 'search-1440');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/meters\/og\d_wasser_kalt$/);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await context.close();
  });

  test('has a button where there is no keyboard, is accessible, and says when nothing is found', async () => {
    const context = await openContext(browser, { width: 390, colorScheme: 'dark', locale: 'de-DE' });
    const page = await context.newPage();
    await visit(page, `${house.address}/runs`);
    await page.getByRole('button', { name: 'Suchen' }).click();
    const box = page.getByRole('combobox', { name: 'Suchen' });
    await box.fill('2');
    await page.getByRole('option', { name: /^#2/ }).waitFor();
    await photograph(page, 'search-390-dark');
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await box.fill('gibt es nicht');
    await page.getByText('Nichts gefunden.').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Suchen');
    await context.close();
  });
});
