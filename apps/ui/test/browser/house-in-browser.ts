import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Browser, openBrowser, openContext, type Page, photograph } from './open-browser.ts';
import { type ServedHouse, serveHouse } from './serve-house.ts';

/** The demo house for all tests of a group, and for each of them a page in a browser that knows nothing yet. */
export interface HouseInBrowser {
  readonly house: ServedHouse;
  readonly page: Page;
}

/** Served before the group's first test; a test that fails leaves a picture of its page. */
export function houseInBrowser(): HouseInBrowser {
  let house: ServedHouse;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [house, browser] = await Promise.all([serveHouse(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });
  beforeEach(async () => {
    page = await (await openContext(browser)).newPage();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await photograph(page, `failed-${task.name.replace(/\W+/g, '-').slice(0, 60)}`);
    await page.context().close();
  });
  return {
    get house() {
      return house;
    },
    get page() {
      return page;
    },
  };
}
