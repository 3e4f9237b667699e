import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { openBrowser, openContext, patience, visit } from './open-browser.ts';
import { type ServedHouse, serveHouse } from './serve-house.ts';

/** The addresses at which the tabs of a browser began to listen, in order; `next` waits for one more. */
function watchStreams(context: BrowserContext) {
  const opened: string[] = [];
  context.on('request', (request) => {
    if (request.url().includes('/api/events')) opened.push(new URL(request.url()).search);
  });
  return {
    opened,
    next: () =>
      context.waitForEvent('request', {
        predicate: (request) => request.url().includes('/api/events'),
        timeout: patience,
      }),
  };
}

/** Hides a tab, or brings it into view: a browser without windows shows all of them. */
async function show(page: Page, isShown: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, !isShown);
}

describe.skipIf(findChromium() === undefined)('the tabs of one browser', () => {
  let house: ServedHouse;
  let browser: Browser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([serveHouse(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  test('share one connection, all in view hear what happens, and one takes over where the other was hidden', async () => {
    const context = await openContext(browser);
    const streams = watchStreams(context);
    const [first, second] = [await context.newPage(), await context.newPage()];
    await visit(first, `${house.address}/runs`);
    await visit(second, `${house.address}/runs`);
    expect(streams.opened).toEqual(['']);

    const runs = await second.locator('tbody tr').count();
    await house.run('materialize', 'physical/gas_zahler', '--state', 'all');
    for (const page of [first, second]) await page.locator('tbody tr').nth(runs).waitFor();
    expect(streams.opened).toEqual(['']);

    const taken = streams.next();
    await show(first, false);
    expect(new URL((await taken).url()).search).toMatch(/^\?after=\d+$/);
    await second.locator('[data-live=true]').waitFor({ state: 'attached' });
    await house.run('materialize', 'physical/gas_zahler', '--state', 'all');
    await second
      .locator('tbody tr')
      .nth(runs + 1)
      .waitFor();
    // Seen again, it asks the other, not the server.
    await show(first, true);
    await first
      .locator('tbody tr')
      .nth(runs + 1)
      .waitFor();
    expect(streams.opened).toHaveLength(2);
    await context.close();
  });

  test('listen anew where nothing was heard for longer than a heartbeat takes', async () => {
    const context = await openContext(browser);
    const streams = watchStreams(context);
    const page = await context.newPage();
    await page.clock.install();
    await visit(page, house.address);
    const again = streams.next();
    await page.clock.fastForward(60_000);
    expect(new URL((await again).url()).search).toMatch(/^\?after=\d+$/);
    await page.locator('[data-live=true]').waitFor({ state: 'attached' });
    await context.close();
  });
});
