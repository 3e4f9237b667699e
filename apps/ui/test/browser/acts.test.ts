import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { openBrowser, openContext, photograph, visit } from './open-browser.ts';
import { type ServedHouse, serveHouse } from './serve-house.ts';

const asset = 'consumption/haupt_wasser/daily';
/** What the overview says, whether or not the demo house has a critical anomaly. */
const allFresh = /^(All is well|Fresh, with)/;

describe.skipIf(findChromium() === undefined)('in a browser, on the demo house', () => {
  let house: ServedHouse;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [house, browser] = await Promise.all([serveHouse(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });
  beforeEach(async () => {
    context = await openContext(browser);
    page = await context.newPage();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await photograph(page, `failed-${task.name.replace(/\W+/g, '-').slice(0, 60)}`);
    await context.close();
  });

  const open = (path: string) => visit(page, `${house.address}${path}`);
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();

  /** Has an asset forgotten, and asks for it to be made by its dialog. */
  async function makeAnew(before: () => void) {
    await house.run('state', 'wipe', asset, '--yes');
    await says(/[\d,]+ missing/);
    before();
    await press('Materialize…');
    await page.getByRole('checkbox', { name: 'and everything that is computed of it' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Materialize', exact: true }).click();
  }

  test('a stale meter is found, explained, planned and made, and is fresh without a reload', async () => {
    // A reading that came late: what the meter is believed to have shown was made of it, what is computed from that was not.
    writeFileSync(join(house.folder, 'late.csv'), 'time,value\n2025-11-20T12:00:00+01:00,778.5\n');
    await open('/');
    await says(allFresh);
    await house.run('import', 'late.csv', '--meter', 'haupt_wasser');
    await house.run('materialize', 'repaired/haupt_wasser');
    await says(/\d+ partitions stale/);

    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await page.getByRole('searchbox').fill('haupt_wasser');
    await press('Find');
    await page.getByRole('link', { name: 'physical/haupt_wasser' }).click();
    await says(/\d+ stale/);

    await press('Materialize…');
    await page.getByRole('checkbox', { name: 'and everything that is computed of it' }).check();
    await press('Show the plan');
    await page
      .getByRole('dialog')
      .getByText(/partitions to make/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Materialize', exact: true }).click();
    await says(/: success, [\d,]+ partitions made/);
    await page.getByText(/\d stale/).waitFor({ state: 'detached' });
    expect(await page.getByText(/\d missing/).count()).toBe(0);

    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await says(allFresh);
  });

  test('a run is cancelled from its page', async () => {
    const series = house.openSeries();
    await open(`/assets/${asset}`);
    // While somebody else writes, the run waits, and can be met at work.
    await makeAnew(() => series.exec('begin immediate'));
    await page.getByRole('status').getByRole('link', { name: /run #/ }).click();
    await press('Cancel run');
    await page.getByRole('status').getByText('Done.').waitFor();
    series.exec('rollback');
    series.close();
    await page.getByRole('button', { name: 'Retry what was not made' }).waitFor();
    await says('cancelled');
    expect(await page.getByRole('button', { name: 'Cancel run' }).count()).toBe(0);
  });

  test('the step at which a run failed is found in its log, and the run is retried', async () => {
    const series = house.openSeries();
    await open(`/assets/${asset}`);
    await makeAnew(() => {
      series.exec(`create trigger full before insert on value_block when new.asset = '${asset}'
        begin select raise(abort, 'the disk is full'); end`);
    });
    await page
      .getByRole('status')
      .getByText(/: failed/)
      .waitFor();
    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    await page
      .getByRole('row', { name: /failed/ })
      .first()
      .getByRole('link', { name: /^#/ })
      .click();
    await page.getByRole('heading', { name: /^Run #/ }).waitFor();
    await page
      .locator('#steps')
      .getByText(/the disk is full/)
      .waitFor();
    const log = page.locator('#log');
    await log.getByRole('link', { name: 'warnings and errors' }).click();
    await page.waitForURL(/level=problems#log$/);
    const line = log.getByRole('listitem');
    expect(await line.first().innerText()).toMatch(/warn\s+consumption.*failed: the disk is full/s);
    expect(await line.first().getByRole('link').getAttribute('href')).toBe(`/assets/${asset}`);
    series.exec('drop trigger full');
    series.close();
    await press('Retry what was not made');
    await says(/: success, [\d,]+ partitions made/);
    await open(`/assets/${asset}`);
    await says(/^1,461$/);
    expect(await page.getByText(/missing/).count()).toBe(0);
  });

  test('an anomaly is acknowledged with a note, which stays until it is taken back', async () => {
    await open('/anomalies?days=all');
    await page
      .getByRole('link', { name: /og1_wasser_warm/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: /^Note/ }).fill('the flat was empty');
    await press('Acknowledge');
    await says(/^Acknowledged by ui/);
    await page.reload();
    await says('the flat was empty');
    await press('Take the acknowledgement back');
    await page.getByRole('button', { name: 'Acknowledge', exact: true }).waitFor();
    expect(await page.getByText('the flat was empty').count()).toBe(0);
  });

  test('a schedule is switched off and on, and run at once', async () => {
    await open('/schedules');
    const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'analytics' }) });
    await card.getByRole('button', { name: 'Switch off' }).click();
    await card.getByRole('button', { name: 'Switch on' }).click();
    await card.getByRole('button', { name: 'Switch off' }).waitFor();
    await card.getByRole('button', { name: 'Run now' }).click();
    await card
      .getByRole('status')
      .getByText(/success|Nothing to do/)
      .waitFor();
    expect(await card.getByText(/^by ui, /).count()).toBe(1);
  });

  test('a forged request of another site changes nothing', async () => {
    const before = await house.run('runs', '--json');
    for (const origin of ['http://evil.example', 'null']) {
      const answer = await fetch(`${house.address}/assets/${asset}`, {
        method: 'POST',
        headers: { Origin: origin, 'Content-Type': 'text/plain', 'Next-Action': '00' },
        body: '[]',
      });
      expect(answer.status).toBe(403);
    }
    await page.route('http://evil.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" enctype="text/plain" action="${house.address}/assets/${asset}"><button>win</button></form>`,
      }),
    );
    await page.goto('http://evil.example/');
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      press('win'),
    ]);
    expect(answer.status()).toBe(403);
    expect(await house.run('runs', '--json')).toBe(before);
  });

  test('the switch of the language is kept, and numbers and dates follow it', async () => {
    await open('/');
    await press('Language: English. Change');
    await page.getByRole('link', { name: 'Übersicht' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page
      .getByText(/\d\d\.\d\d\.\d{4}, \d\d:\d\d/)
      .first()
      .waitFor();
  });
});
