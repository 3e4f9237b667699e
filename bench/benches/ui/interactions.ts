import type { Page } from '../../../apps/ui/test/browser/open-browser.ts';

/** Something that people do often, and where. */
interface Interaction {
  readonly name: string;
  readonly path: string;
  readonly act: (page: Page) => Promise<void>;
}

const node = '.react-flow__node[data-id="physical/eg_strom"]';

export const interactions: readonly Interaction[] = [
  {
    name: 'filter the lineage by a word',
    path: '/lineage',
    act: (page) => page.getByRole('searchbox').pressSequentially('gas', { delay: 150 }),
  },
  {
    name: 'collapse the stages of the lineage',
    path: '/lineage',
    act: (page) => page.getByRole('checkbox').click(),
  },
  {
    name: 'mark an asset in the lineage',
    path: '/lineage',
    act: (page) => page.locator(node).click({ modifiers: ['Shift'] }),
  },
  {
    name: 'show 90 days of the matrix',
    path: '/',
    act: (page) => page.getByRole('link', { name: '90 days' }).click(),
  },
  {
    name: 'show one month of a meter',
    path: '/meters/haupt_wasser',
    act: (page) => page.getByRole('button', { name: 'Month', exact: true }).click(),
  },
  {
    name: 'drag a range over the calendar',
    path: '/backfills/new?selection=consumption/eg_strom/daily',
    async act(page) {
      const box = await page.getByRole('img', { name: /2025/ }).boundingBox();
      if (box === null) throw new Error('the calendar of 2025 is not seen');
      await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.5);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.6, { steps: 10 });
      await page.mouse.up();
    },
  },
  {
    name: 'open an incident',
    path: '/anomalies?days=all',
    act: (page) =>
      page
        .getByRole('link', { name: /warning/ })
        .first()
        .click(),
  },
];
