import { type Browser, openContext, type Page } from '../../../apps/ui/test/browser/open-browser.ts';
import { median } from '../../measurement.ts';
import { type PageLoad, readLoad, watchPage } from './watch-page.ts';

/** How often each thing is done; the median counts. */
export const visits = 3;

/** Visits an address in browsers that know nothing of us yet; the server was asked once before. The median of each figure. */
export async function loadPage(browser: Browser, address: string): Promise<PageLoad> {
  await (await fetch(address)).arrayBuffer();
  const loads: PageLoad[] = [];
  for (let visit = 0; visit < visits; visit++) loads.push(await inFreshPage(browser, address, readLoad));
  const middle = (name: keyof PageLoad) => median(loads.map((load) => load[name]));
  return {
    paintSeconds: middle('paintSeconds'),
    scriptKilobytes: middle('scriptKilobytes'),
    dataMegabytes: middle('dataMegabytes'),
  };
}

/** Opens an address in a browser of its own, waits until the page hears what happens and has come to rest, and looks at it. */
export async function inFreshPage<T>(
  browser: Browser,
  address: string,
  look: (page: Page) => Promise<T>,
  screen = { width: 1440, height: 900 },
): Promise<T> {
  const context = await openContext(browser);
  try {
    const page = await context.newPage();
    await page.setViewportSize(screen);
    await watchPage(page);
    await page.goto(address);
    await page.locator('[data-live=true]').waitFor({ state: 'attached' });
    await page.waitForTimeout(700);
    return await look(page);
  } finally {
    await context.close();
  }
}
