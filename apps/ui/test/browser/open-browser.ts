import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

export type { Browser, Page };

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Milliseconds that the browser waits for what it is told to expect. */
export const patience = 20_000;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: [...flags, '--disable-component-update', '--disable-sync'],
  });
}

/** A browser of its own: cookies, cache and all. */
export async function openContext(
  browser: Browser,
  options: { readonly width?: number; readonly colorScheme?: 'light' | 'dark'; readonly locale?: string } = {},
): Promise<BrowserContext> {
  const { width = 1440, colorScheme = 'light', locale = 'en-GB' } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale });
  context.setDefaultTimeout(patience);
  return context;
}

/** Opens an address and waits until the page answers to clicks and hears what happens. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('[data-live=true]').waitFor({ state: 'attached' });
}

const screens = fileURLToPath(new URL('../../../../test-results/screens/', import.meta.url));

/** Keeps a picture of the whole page beside the test results. */
export async function photograph(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(screens, `${name}.png`), fullPage: true, animations: 'disabled' });
}
