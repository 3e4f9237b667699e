import { hashPassword } from '@meterworks/runtime/password';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sessionCookie, signSession } from '../../src/login/session.ts';
import { findChromium } from './find-chromium.ts';
import { openBrowser, openContext, photograph, visit } from './open-browser.ts';
import { type ServedHouse, serveHouse } from './serve-house.ts';
import { violations } from './violations.ts';

const password = 'a long enough one';

describe.skipIf(findChromium() === undefined)('with a password', () => {
  let hash: string;
  let house: ServedHouse;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    hash = await hashPassword(password);
    [house, browser] = await Promise.all([serveHouse({ UI_PASSWORD_HASH: hash }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });
  beforeEach(async () => {
    context = await openContext(browser);
    page = await context.newPage();
  });
  afterEach(() => context.close());

  async function enter(text: string) {
    await page.getByLabel('Password').fill(text);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  test('the right one leads to the page that was asked for, the wrong one nowhere', async () => {
    await page.goto(`${house.address}/runs?status=success`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await enter('a wrong one');
    await page.getByRole('alert').getByText('This is not the password.').waitFor();
    await enter(password);
    await page.getByRole('heading', { name: 'Runs' }).waitFor();
    expect(page.url()).toBe(`${house.address}/runs?status=success`);
    await page.locator('[data-live=true]').waitFor({ state: 'attached' });

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${house.address}/runs`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('a session that ran out is asked for the password again; one that holds is not', async () => {
    const url = house.address;
    const sign = (expiresAt: number) =>
      context.addCookies([{ name: sessionCookie, value: signSession(expiresAt, hash), url, httpOnly: true }]);
    await sign(Date.now() - 1);
    await page.goto(url);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await sign(Date.now() + 600_000);
    await visit(page, url);
    expect(await page.getByRole('heading', { name: 'Sign in' }).count()).toBe(0);
  });

  test.each([
    [1440, 'light', 'en-GB'],
    [1440, 'dark', 'de-DE'],
    [390, 'light', 'de-DE'],
    [390, 'dark', 'en-GB'],
  ] as const)('is asked for accessibly at %i px, %s, in %s', async (width, colorScheme, locale) => {
    const own = await openContext(browser, { width, colorScheme, locale });
    const asking = await own.newPage();
    await asking.goto(`${house.address}/login?fault=wrong`);
    await asking.locator('#login-fault').waitFor();
    await photograph(asking, `login-${width}-${colorScheme}`);
    expect(await violations(asking)).toEqual([]);
    expect(await asking.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await own.close();
  });

  test('nothing is told or done without it', async () => {
    for (const path of ['/api/events', '/api/commands/1']) {
      const answer = await fetch(`${house.address}${path}`);
      expect([answer.status, await answer.text()]).toEqual([401, 'Refused: not signed in.\n']);
    }
    const act = await fetch(house.address, { method: 'POST', headers: { Origin: house.address, 'Next-Action': '00' } });
    expect(act.status).toBe(401);
    const shown = await fetch(`${house.address}/assets`, { redirect: 'manual' });
    expect([shown.status, shown.headers.get('location')]).toEqual([303, '/login?next=%2Fassets']);
  });

  test('whoever tries too often has to wait, with the right one too', async () => {
    await page.goto(`${house.address}/login`);
    for (let n = 0; n < 6; n++) await enter(`guess ${n}`);
    await page
      .getByRole('alert')
      .getByText(/Too many wrong passwords; try again in \d+ s\./)
      .waitFor();
    await enter(password);
    await page
      .getByRole('alert')
      .getByText(/Too many wrong passwords/)
      .waitFor();
    expect(await context.cookies()).toEqual([]);
  });

  test('the answer carries a policy by nonce, and the cookie is out of reach of scripts', async () => {
    const answers = await Promise.all([1, 2].map(() => fetch(`${house.address}/login`)));
    const policies = answers.map((answer) => answer.headers.get('content-security-policy') ?? '');
    const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    const html = (await answers[0]?.text()) ?? '';
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonces[0]}"`);
    expect(answers[0]?.headers.get('x-frame-options')).toBe('DENY');
    expect(answers[0]?.headers.get('x-powered-by')).toBeNull();
    expect(html).not.toContain(hash);
  });
});

describe.skipIf(findChromium() === undefined)('read-only', () => {
  test('nothing can be asked for', { timeout: 120_000 }, async () => {
    const [house, browser] = await Promise.all([serveHouse({ METERWORKS_UI_READ_ONLY: '1' }), openBrowser()]);
    try {
      const page = await (await openContext(browser)).newPage();
      await visit(page, `${house.address}/assets/physical/gas_zahler`);
      await page.getByRole('heading', { name: 'physical/gas_zahler' }).waitFor();
      expect(await page.getByRole('button', { name: 'Materialize…' }).count()).toBe(0);
    } finally {
      await browser.close();
      await house.stop();
    }
  });
});
