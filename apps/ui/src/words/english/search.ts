import type { Formats } from '../formats.ts';

export const search = (format: Formats) => ({
  label: 'Search',
  open: 'Search (Ctrl-K or ⌘K)',
  keys: 'Ctrl K',
  placeholder: 'Meter, asset, run or page',
  hits: 'What was found',
  searching: 'Searching…',
  found: (shown: number, total: number) =>
    total === 0
      ? 'Nothing was found.'
      : shown < total
        ? `${format.count(shown)} of ${format.count(total)} shown; more words find fewer`
        : `${format.count(total)} found`,
  kinds: { page: 'page', meter: 'meter', asset: 'asset', run: 'run' },
});
