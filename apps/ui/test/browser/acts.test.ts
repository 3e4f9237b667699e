import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { houseInBrowser } from './house-in-browser.ts';
import { visit } from './open-browser.ts';

const asset = 'consumption/haupt_wasser/daily';
/** What the overview says, whether or not the demo house has a critical anomaly. */
const allFresh = /^(All is well|Fresh, with)/;

describe.skipIf(findChromium() === undefined)('in a browser, on the demo house', () => {
  const site = houseInBrowser();
  const open = (path: string) => visit(site.page, `${site.house.address}${path}`);
  const says = (text: string | RegExp) => site.page.getByText(text).first().waitFor();
  const press = (name: string | RegExp) => site.page.getByRole('button', { name }).click();

  /** Has an asset forgotten, and asks for it to be made by its dialog. */
  async function makeAnew(before: () => void) {
    await site.house.run('state', 'wipe', asset, '--yes');
    await says(/[\d,]+ missing/);
    before();
    await press('Materialize…');
    await site.page.getByRole('checkbox', { name: 'and everything that is computed of it' }).check();
    await site.page.getByRole('dialog').getByRole('button', { name: 'Materialize', exact: true }).click();
  }

  test('a stale meter is found, explained, planned and made, and is fresh without a reload', async () => {
    // A reading that came late: what the meter is believed to have shown was made of it, what is computed from that was not.
    writeFileSync(join(site.house.folder, 'late.csv'), 'time,value\n2025-11-20T12:00:00+01:00,778.5\n');
    await open('/');
    await says(allFresh);
    await site.house.run('import', 'late.csv', '--meter', 'haupt_wasser');
    await site.house.run('materialize', 'repaired/haupt_wasser');
    await says(/\d+ partitions stale/);

    await site.page.getByRole('link', { name: 'Assets', exact: true }).click();
    await site.page.getByRole('searchbox').fill('haupt_wasser');
    await press('Find');
    await site.page.getByRole('link', { name: 'physical/haupt_wasser' }).click();
    await says(/\d+ stale/);

    await press('Materialize…');
    await site.page.getByRole('checkbox', { name: 'and everything that is computed of it' }).check();
    await press('Show the plan');
    await site.page
      .getByRole('dialog')
      .getByText(/partitions to make/)
      .waitFor();
    await site.page.getByRole('dialog').getByRole('button', { name: 'Materialize', exact: true }).click();
    await says(/: success, [\d,]+ partitions made/);
    await site.page.getByText(/\d stale/).waitFor({ state: 'detached' });
    expect(await site.page.getByText(/\d missing/).count()).toBe(0);

    await site.page.getByRole('link', { name: 'Overview', exact: true }).click();
    await says(allFresh);
  });

  test('a run is cancelled from its page', async () => {
    const series = site.house.openSeries();
    await open(`/assets/${asset}`);
    // While somebody else writes, the run waits, and can be met at work.
    await makeAnew(() => series.exec('begin immediate'));
    await site.page.getByRole('status').getByRole('link', { name: /run #/ }).click();
    await press('Cancel run');
    await site.page.getByRole('status').getByText('Done.').waitFor();
    series.exec('rollback');
    series.close();
    await site.page.getByRole('button', { name: 'Retry what was not made' }).waitFor();
    await says('cancelled');
    expect(await site.page.getByRole('button', { name: 'Cancel run' }).count()).toBe(0);
  });

  test('the step at which a run failed is found in its log, and the run is retried', async () => {
    const series = site.house.openSeries();
    await open(`/assets/${asset}`);
    await makeAnew(() => {
      series.exec(`create trigger full before insert on value_block when new.asset = '${asset}'
        begin select raise(abort, 'the disk is full'); end`);
    });
    await site.page
      .getByRole('status')
      .getByText(/: failed/)
      .waitFor();
    await site.page.getByRole('link', { name: 'Runs', exact: true }).click();
    await site.page
      .getByRole('row', { name: /failed/ })
      .first()
      .getByRole('link', { name: /^#/ })
      .click();
    await site.page.getByRole('heading', { name: /^Run #/ }).waitFor();
    await site.page
      .locator('#steps')
      .getByText(/the disk is full/)
      .waitFor();
    const log = site.page.locator('#log');
    await log.getByRole('link', { name: 'warnings and errors' }).click();
    await site.page.waitForURL(/level=problems#log$/);
    const line = log.getByRole('listitem');
    expect(await line.first().innerText()).toMatch(/warn\s+consumption.*failed: the disk is full/s);
    expect(await line.first().getByRole('link').getAttribute('href')).toBe(`/assets/${asset}`);
    series.exec('drop trigger full');
    series.close();
    await press('Retry what was not made');
    await says(/: success, [\d,]+ partitions made/);
    await open(`/assets/${asset}`);
    await says(/^1,461$/);
    expect(await site.page.getByText(/missing/).count()).toBe(0);
  });

  test('an anomaly is acknowledged with a note, which stays until it is taken back', async () => {
    await open('/anomalies?days=all');
    await site.page
      .getByRole('link', { name: /og1_wasser_warm/ })
      .first()
      .click();
    await site.page.getByRole('textbox', { name: /^Note/ }).fill('the flat was empty');
    await press('Acknowledge');
    await says(/^Acknowledged by ui/);
    await site.page.reload();
    await says('the flat was empty');
    await press('Take the acknowledgement back');
    await site.page.getByRole('button', { name: 'Acknowledge', exact: true }).waitFor();
    expect(await site.page.getByText('the flat was empty').count()).toBe(0);
  });

  test('a schedule is switched off and on, and run at once', async () => {
    await open('/schedules');
    const card = site.page.locator('section').filter({ has: site.page.getByRole('heading', { name: 'analytics' }) });
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
    const before = await site.house.run('runs', '--json');
    for (const origin of ['http://evil.example', 'null']) {
      const answer = await fetch(`${site.house.address}/assets/${asset}`, {
        method: 'POST',
        headers: { Origin: origin, 'Content-Type': 'text/plain', 'Next-Action': '00' },
        body: '[]',
      });
      expect(answer.status).toBe(403);
    }
    await site.page.route('http://evil.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" enctype="text/plain" action="${site.house.address}/assets/${asset}"><button>win</button></form>`,
      }),
    );
    await site.page.goto('http://evil.example/');
    const [answer] = await Promise.all([
      site.page.waitForResponse((response) => response.request().method() === 'POST'),
      press('win'),
    ]);
    expect(answer.status()).toBe(403);
    expect(await site.house.run('runs', '--json')).toBe(before);
  });

  test('the switch of the language is kept, and numbers and dates follow it', async () => {
    await open('/');
    await press('Language: English. Change');
    await site.page.getByRole('link', { name: 'Übersicht' }).waitFor();
    expect(await site.page.locator('html').getAttribute('lang')).toBe('de');
    await site.page
      .getByText(/\d\d\.\d\d\.\d{4}, \d\d:\d\d/)
      .first()
      .waitFor();
  });
});
